using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Distributions;

/// <summary>
/// Reads and writes distributions of durations: <c>uniform(1ms,3ms)</c>, <c>normal(p50=10ms,sd=2ms)</c>, <c>lognormal(p50=12ms,p99=80ms)</c>,
/// <c>exponential(mean=5ms)</c>, <c>choice(10ms:90%,1s:10%)</c>. A bad text is never an exception.
/// </summary>
public static class DistributionText
{
    /// <summary>The kinds, each with an example.</summary>
    public static IReadOnlyList<(string Name, string Example)> Kinds { get; } =
    [
        ("uniform", "uniform(1ms,3ms)"),
        ("normal", "normal(p50=10ms,sd=2ms)"),
        ("lognormal", "lognormal(p50=12ms,p99=80ms)"),
        ("exponential", "exponential(mean=5ms)"),
        ("choice", "choice(10ms:90%,1s:10%)"),
    ];

    /// <summary>True for a text that is meant as a distribution and not as a plain duration.</summary>
    /// <param name="text">The text.</param>
    public static bool LooksLike(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('(', StringComparison.Ordinal) || Array.Exists([.. Kinds], k => string.Equals(k.Name, text, StringComparison.Ordinal));
    }

    /// <summary>Reads a distribution.</summary>
    /// <param name="text">The text.</param>
    public static DistributionReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? text : text[..open];
        var example = Kinds.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.Ordinal)).Example;
        if (example is null)
        {
            return new(null, "is no known distribution", Suggestion.For(name, Kinds.Select(k => k.Name)) ?? "there are " + string.Join(", ", Kinds.Select(k => k.Name)));
        }

        if (open < 0 || !text.EndsWith(')'))
        {
            return new(null, "has no closing parenthesis", $"write for example \"{example}\", in quotes where it stands in brackets");
        }

        var parts = text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        var reading = name switch
        {
            "uniform" => Uniform(parts),
            "normal" => Normal(parts),
            "lognormal" => LogNormal(parts),
            "exponential" => Exponential(parts),
            _ => Choice(parts),
        };
        return reading.Value is null && reading.Suggestion is null ? reading with { Suggestion = "write for example " + example } : reading;
    }

    /// <summary>Writes a distribution; reading it gives an equal one. One that is always the same is a plain duration.</summary>
    /// <param name="distribution">The distribution.</param>
    public static string Format(DurationDistribution distribution) => distribution switch
    {
        FixedDuration f => Ns(f.DurationNs),
        UniformDuration u => $"uniform({Ns(u.MinimumNs)},{Ns(u.MaximumNs)})",
        NormalDuration n => $"normal(p50={Ns(n.MedianNs)},sd={Ns(n.DeviationNs)})",
        LogNormalDuration l => $"lognormal(p50={Ns(l.MedianNs)},p99={Ns(l.Percentile99Ns)})",
        ExponentialDuration e => $"exponential(mean={Ns(e.MeanNs)})",
        ChoiceDuration c => $"choice({string.Join(',', c.Choices.Select(o => $"{Ns(o.DurationNs)}:{Shares.Format(o.PartsPerMillion)}"))})",
        _ => throw new ArgumentOutOfRangeException(nameof(distribution), distribution, "a distribution without a spelling"),
    };

    /// <summary>True for distributions that are written alike; one with choices is equal to none but itself.</summary>
    /// <param name="one">A distribution.</param>
    /// <param name="other">Another.</param>
    public static bool AreSame(DurationDistribution one, DurationDistribution other) => string.Equals(Format(one), Format(other), StringComparison.Ordinal);

    private static string Ns(long nanoseconds) => Quantity.FormatDuration(nanoseconds);

    private static DistributionReading Uniform(string[] parts)
    {
        if (parts.Length != 2)
        {
            return new(null, "needs the shortest and the longest duration");
        }

        return Duration(parts[0], out var shortest) ?? Duration(parts[1], out var longest)
            ?? (longest < shortest ? new(null, "has its longest duration first", $"write uniform({parts[1]},{parts[0]})") : new(new UniformDuration(shortest, longest)));
    }

    private static DistributionReading Normal(string[] parts) =>
        Named(parts, ["p50", "sd"], out var values) ?? new(new NormalDuration(values[0], values[1]));

    private static DistributionReading LogNormal(string[] parts)
    {
        if (Named(parts, ["p50", "p99"], out var values) is { } refused)
        {
            return refused;
        }

        return values[0] <= 0 ? new(null, "has a p50 of 0, which no factor makes longer")
            : values[1] < values[0] ? new(null, "has a p99 below its p50")
            : new(new LogNormalDuration(values[0], values[1]));
    }

    private static DistributionReading Exponential(string[] parts) =>
        Named(parts, ["mean"], out var values) ?? new(new ExponentialDuration(values[0]));

    private static DistributionReading Choice(string[] parts)
    {
        if (parts.Length > DurationDistribution.MostChoices)
        {
            return new(null, string.Create(CultureInfo.InvariantCulture, $"has {parts.Length} durations, at most {DurationDistribution.MostChoices} are taken"));
        }

        var choices = ImmutableArray.CreateBuilder<DurationChoice>(parts.Length);
        foreach (var part in parts)
        {
            var colon = part.LastIndexOf(':');
            var share = colon < 0 ? null : Shares.Read(part[(colon + 1)..]);
            if (share is null)
            {
                return new(null, "has a part without a share in per cent");
            }

            if (Duration(part[..colon], out var duration) is { } refused)
            {
                return refused;
            }

            choices.Add(new(duration, share.Value));
        }

        var sum = choices.Sum(c => c.PartsPerMillion);
        return sum == DurationDistribution.Million
            ? new(new ChoiceDuration(choices.DrainToImmutable()))
            : new(null, $"has shares of {Shares.Format(sum)} together, not 100%");
    }

    /// <summary>Values of arguments given by name, in the order of the names; a reading when something is wrong.</summary>
    private static DistributionReading? Named(string[] parts, string[] names, out long[] values)
    {
        values = new long[names.Length];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var place = Array.IndexOf(names, name);
            if (equals < 0 || place < 0 || !seen.Add(name))
            {
                return new(null, "needs " + string.Join(" and ", names.Select(n => n + "=")) + " once each");
            }

            if (Duration(part[(equals + 1)..], out values[place]) is { } refused)
            {
                return refused;
            }
        }

        return seen.Count == names.Length ? null : new(null, "needs " + string.Join(" and ", names.Select(n => n + "=")) + " once each");
    }

    private static DistributionReading? Duration(string text, out long nanoseconds)
    {
        var reading = Quantity.Duration(text);
        nanoseconds = reading.Value;
        return !reading.Ok ? new(null, $"has a duration that {reading.Why}", reading.Suggestion)
            : reading.Value > ScenarioLimits.DurationNs ? new(null, "has a duration that is too large", "a run ends after ten days of its own time")
            : null;
    }
}
