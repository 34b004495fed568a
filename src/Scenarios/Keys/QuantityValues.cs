using NumaProbe.Scenarios.Distributions;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Keys;

/// <summary>Reads quantities of a file, within the bounds of <see cref="ScenarioLimits"/>.</summary>
internal sealed class QuantityValues(ProblemList problems)
{
    private const int LongestReason = 160;

    /// <summary>A duration, or null.</summary>
    internal long? Duration(Field field) => Read(field, Quantity.Duration, ScenarioLimits.DurationNs, "a run ends after ten days of its own time");

    /// <summary>A duration or a distribution of durations, or null.</summary>
    internal DurationDistribution? FixedOrDrawn(Field field) =>
        field.Kind == DocumentKind.Text && DistributionText.LooksLike(field.Node!.Text) ? Distribution(field)
        : Duration(field) is { } durationNs ? durationNs : null;

    /// <summary>A distribution of durations, or null.</summary>
    internal DurationDistribution? Distribution(Field field)
    {
        var reading = DistributionText.Read(field.Node!.Text);
        if (reading.Why is { } why)
        {
            var suggestion = reading.Suggestion is { } s ? Quoted.Plain(s, LongestReason) : null;
            problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(field.Node!.Text)}", "it " + Quoted.Plain(why, LongestReason), suggestion);
        }

        return reading.Value;
    }

    /// <summary>A share in parts per million, more than nothing; or null.</summary>
    internal int? Share(Field field)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind == DocumentKind.Text && Shares.Read(field.Node!.Text) is > 0 and var share)
        {
            return share;
        }

        var shown = field.Kind is DocumentKind.Text or DocumentKind.Number ? Quoted.Text(field.Node!.Text) : field.Node!.KindName;
        problems.Add(field.Mark, $"'{field.Label}' is {shown}", "a share above 0% and up to 100% is expected", "write for example 30%");
        return null;
    }

    /// <summary>A size, or null.</summary>
    internal long? Size(Field field) => Read(field, Quantity.Size, ScenarioLimits.SizeBytes, "the largest size is 1024TiB");

    /// <summary>A bandwidth above zero, or null.</summary>
    internal long? Bandwidth(Field field)
    {
        var value = Read(field, Quantity.Bandwidth, ScenarioLimits.SizeBytes, "the largest bandwidth is 1024TiB/s");
        if (value == 0)
        {
            problems.Add(field.Mark, $"'{field.Label}' is 0", "without bandwidth nothing ever ends", "write for example 16GiB/s");
            return null;
        }

        return value;
    }

    /// <summary>A duration in a target, where a plain number counts milliseconds.</summary>
    internal long? Milliseconds(Field field, string text) =>
        Check(field, text, EventTargets.Milliseconds(text), ScenarioLimits.DurationNs, "a run ends after ten days of its own time");

    private long? Read(Field field, Func<string, QuantityReading> read, long maximum, string limit)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind is not (DocumentKind.Text or DocumentKind.Number))
        {
            problems.Add(field.Mark, $"'{field.Label}' is {field.Node!.KindName}", "a quantity is expected", read("x").Suggestion);
            return null;
        }

        return Check(field, field.Node!.Text, read(field.Node!.Text), maximum, limit);
    }

    private long? Check(Field field, string text, QuantityReading reading, long maximum, string limit)
    {
        if (!reading.Ok)
        {
            var suggestion = reading.Suggestion is { } s ? Quoted.Plain(s, LongestReason) : null;
            problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(text)}", "it " + Quoted.Plain(reading.Why!, LongestReason), suggestion);
            return null;
        }

        if (reading.Value > maximum)
        {
            problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(text)}", "it is too large", limit);
            return null;
        }

        return reading.Value;
    }
}
