using System.Globalization;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Expectations;

/// <summary>
/// What is expected of a figure: a value, a range, or what somebody published and how near a run must come to it. Its keys for one unit, how it is read and written.
/// </summary>
internal sealed class FigureFormat
{
    private const string PublishedKey = "published";

    private static readonly string[] ConstantWords = ["fitted", "predicted"];

    private readonly ValueFormat<double?> _value;
    private readonly FormatKey<double?> _minimum;
    private readonly FormatKey<double?> _maximum;
    private readonly FormatKey<double?> _published;
    private readonly FormatKey<int?> _within = new("within", Formats.Share, "how far from it a run may be, as a share of it", Shares.Format(PublishedFigure.DefaultWithinPerMillion));
    private readonly FormatKey<FigureConstants?> _constants = new("constants", Formats.Enum<FigureConstants>(ConstantWords), "`fitted`: constants of the file were fitted to this very figure; `predicted`: it follows from constants that were not", null);
    private readonly FormatKey<string?> _source = new("source", Formats.Text, "who published it", null);

    private FigureFormat(string range, string published, ValueFormat<double?> value)
    {
        _value = value;
        _minimum = new("min", value, "the smallest", "no bound");
        _maximum = new("max", value, "the largest", "no bound");
        _published = new(PublishedKey, value, "the figure, more than 0", null);
        Range = new(range, "A range", [_minimum, _maximum]) { Noun = "a range" };
        Published = new(published, "A published figure", [_published, _within, _constants, _source]) { Noun = "a published figure" };
        Type = new ChoiceType(value.Type, Types.Of(Range), Types.Of(Published));
    }

    /// <summary>Durations, in nanoseconds.</summary>
    internal static FigureFormat Duration { get; } = new("durationRange", PublishedKey, Formats.Value<double>(
        Types.Duration, static (field, context) => context.Quantities.Duration(field), static (yaml, ns) => yaml.Plain(Quantity.FormatDuration((long)ns))));

    internal static FigureFormat Count { get; } = new("countRange", "publishedCount", Formats.Value<double>(
        new NumberType(0, int.MaxValue), static (field, context) => context.Values.Integer(field, 0, int.MaxValue), static (yaml, count) => yaml.Plain(count.ToString("R", CultureInfo.InvariantCulture))));

    internal static FigureFormat Percent { get; } = new("percentRange", "publishedPercent", Formats.Number(0, 100));

    internal FormatMapping Range { get; }

    /// <summary>What was published of a figure.</summary>
    internal FormatMapping Published { get; }

    /// <summary>What a figure's value may be.</summary>
    internal FormatType Type { get; }

    /// <summary>The format of figures in a unit.</summary>
    internal static FigureFormat Of(ExpectationUnit unit) => unit switch
    {
        ExpectationUnit.Duration => Duration,
        ExpectationUnit.Percent => Percent,
        _ => Count,
    };

    /// <summary>The expectation, or null with a problem.</summary>
    internal Expectation? Read(string subject, Field field, BindContext context)
    {
        if (field.Kind != DocumentKind.Mapping)
        {
            return _value.Read(field, context) is { } exact ? new(subject, exact, exact, null) : null;
        }

        return field.Node!.Entries.Exists(e => Published.Keys.Contains(e.Key, StringComparer.Ordinal))
            ? ReadPublished(field, context) is { } published ? Expectation.OfPublished(subject, published) : null
            : ReadRange(subject, field, context);
    }

    internal void Write(YamlText yaml, Expectation expectation)
    {
        if (expectation.Published is { } published)
        {
            yaml.BeginMapping(inLine: true);
            _published.Write(yaml, published.Value);
            _within.Write(yaml, published.WithinPerMillion);
            _constants.Write(yaml, published.Constants);
            _source.Write(yaml, published.Source);
            yaml.EndMapping();
        }
        else if (expectation.Minimum is { } exact && exact.Equals(expectation.Maximum))
        {
            _value.Write(yaml, exact);
        }
        else
        {
            yaml.BeginMapping(inLine: true);
            _minimum.Write(yaml, expectation.Minimum);
            _maximum.Write(yaml, expectation.Maximum);
            yaml.EndMapping();
        }
    }

    private Expectation? ReadRange(string subject, Field field, BindContext context)
    {
        var view = MappingView.Open(field, context, Range)!;
        var minimum = _minimum.Read(view, context, out var min);
        var maximum = _maximum.Read(view, context, out var max);
        if (minimum > maximum)
        {
            context.Problems.Add(max.Mark, $"'{subject}' has a max below its min", "no value could fit", "exchange the two");
            return null;
        }

        if (minimum is null && maximum is null && !min.Given && !max.Given)
        {
            context.Problems.Add(field.Mark, $"'{subject}' has neither min nor max", "any value would fit", "write {min: ..., max: ...}");
            return null;
        }

        return new(subject, minimum, maximum, null);
    }

    private PublishedFigure? ReadPublished(Field field, BindContext context)
    {
        var view = MappingView.Open(field, context, Published)!;
        var value = _published.Read(view, context, out var place);
        var within = _within.Read(view, context) ?? PublishedFigure.DefaultWithinPerMillion;
        var constants = _constants.Read(view, context);
        var source = _source.Read(view, context);
        if (value is 0)
        {
            context.Problems.Add(place.Mark, $"'{PublishedKey}' is 0", "no run comes within a share of nothing", "write the exact value 0, or {max: ...}");
        }

        return value is > 0 && constants is not null && source is not null ? new(value.Value, within, constants.Value, source) : null;
    }
}
