using NumaProbe.Scenarios.Binding;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Format;

/// <summary>The format of expectations: a value, a range or what was published of each figure.</summary>
internal static class ExpectFormat
{
    internal static readonly string[] RangeKeys = ["min", "max"];
    internal static readonly string[] PublishedKeys = [FileWords.Published, "within", "constants", "source"];

    private static readonly FormatType Count = new NumberType(0, int.MaxValue);
    private static readonly FormatType Percent = new NumberType(0, 100, IsWhole: false);
    private static readonly FormatMapping Durations = Range("durationRange", Types.Duration);
    private static readonly FormatMapping Counts = Range("countRange", Count);
    private static readonly FormatMapping Percents = Range("percentRange", Percent);
    private static readonly FormatMapping PublishedCount = PublishedOf("publishedCount", Count);
    private static readonly FormatMapping PublishedPercent = PublishedOf("publishedPercent", Percent);

    /// <summary>What was published of a duration; counts and percents are described alike.</summary>
    internal static FormatMapping Published { get; } = PublishedOf("published", Types.Duration);

    /// <summary>What a subject's value may be.</summary>
    internal static FormatType TypeOf(string subject) => ExpectationSubjects.UnitOf(subject) switch
    {
        ExpectationUnit.Duration => new ChoiceType(Types.Duration, Types.Of(Durations), Types.Of(Published)),
        ExpectationUnit.Count => new ChoiceType(Count, Types.Of(Counts), Types.Of(PublishedCount)),
        ExpectationUnit.Percent => new ChoiceType(Percent, Types.Of(Percents), Types.Of(PublishedPercent)),
        _ when string.Equals(subject, ExpectationSubjects.BoundTo, StringComparison.Ordinal) => new NamesType("a device or a series", Types.Name),
        _ when string.Equals(subject, ExpectationSubjects.Named, StringComparison.Ordinal) => new NamesType("a kernel name", Types.Name),
        _ => Types.Word(FileWords.Statuses),
    };

    /// <summary>What a subject means.</summary>
    internal static string TextOf(string subject) => ExpectationSubjects.UnitOf(subject) switch
    {
        ExpectationUnit.Text when string.Equals(subject, ExpectationSubjects.BoundTo, StringComparison.Ordinal) => "the driver of each device, or `none`",
        ExpectationUnit.Text when string.Equals(subject, ExpectationSubjects.Named, StringComparison.Ordinal) => "the device that has each kernel name at the end, or `none`",
        ExpectationUnit.Text => "how the run ends",
        _ => "the figure of this name in the [summary](cli.md#what-the-summary-counts)",
    };

    private static FormatMapping Range(string name, FormatType value) => new(name, "A range", [
        new("min", value, "the smallest", "no bound"),
        new("max", value, "the largest", "no bound"),
    ]);

    private static FormatMapping PublishedOf(string name, FormatType value) => new(name, "A published figure", [
        new(FileWords.Published, value, "the figure, more than 0", null),
        new("within", Types.Share, "how far from it a run may be, as a share of it", Shares.Format(PublishedFigure.DefaultWithinPerMillion)),
        new("constants", Types.Word(FileWords.Constants), "`fitted`: constants of the file were fitted to this very figure; `predicted`: it follows from constants that were not", null),
        new("source", Types.Text, "who published it", null),
    ]);
}
