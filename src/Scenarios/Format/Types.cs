using NumaProbe.Scenarios.Distributions;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;

namespace NumaProbe.Scenarios.Format;

/// <summary>The shapes of values that many keys share.</summary>
internal static class Types
{
    private const string NameCharacters = @"[^\s{}""'\\`]";
    private const string Number = @"[0-9]+(\.[0-9]+)?";
    private const string DurationText = "(" + Number + "(ns|us|µs|μs|ms|s|min)|0+(\\.0+)?)";

    internal static FormatType Text { get; } = new TextType("text");

    internal static FormatType Name { get; } = new TextType("a name", $"^{NameCharacters}{{1,{ScenarioLimits.NameLength}}}$");

    /// <summary>A name with at most one series; also where <c>{}</c> stands for the current number.</summary>
    internal static FormatType Series { get; } = new TextType("a name, or a series", $@"^{NameCharacters}*({{([0-9]{{1,9}}\.\.[0-9]{{1,9}})?}}{NameCharacters}*)*$");

    internal static FormatType Names { get; } = new ChoiceType(Name, new ListType(Name));

    internal static FormatType AllSeries { get; } = new ChoiceType(Series, new ListType(Series));

    internal static FormatType Duration { get; } = new ChoiceType(new TextType("a duration", $"^{DurationText}$"), new NumberType(0, 0));

    internal static FormatType Drawn { get; } = new ChoiceType(
        Duration, new TextType("a distribution", $"^({string.Join('|', DistributionText.Kinds.Select(k => k.Name))})\\(.+\\)$"));

    internal static FormatType Size { get; } = new ChoiceType(new TextType("a size", $"^({Number}(B|KiB|MiB|GiB|TiB)|0+)$"), new NumberType(0, 0));

    internal static FormatType Bandwidth { get; } = new TextType("a bandwidth", $"^{Number}(B|KiB|MiB|GiB|TiB)/s$");

    internal static FormatType Share { get; } = new TextType("a share", "^[0-9]{1,3}(\\.[0-9]{1,4})?%$");

    internal static FormatType Flag { get; } = new FlagType();

    internal static FormatType Cpu { get; } = new NumberType(0, ScenarioLimits.Cpus - 1);

    internal static FormatType CpuList { get; } = new ChoiceType(
        new TextType("a list of CPUs", "^([0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*)?$"), Cpu, new ListType(new ChoiceType(Cpu, new TextType("a range", "^[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*$"))));

    internal static FormatType NodeOrNone { get; } = new NumberType(-1, ScenarioLimits.Nodes - 1);

    internal static FormatType Release { get; } = new ChoiceType(new TextType("a kernel release", @"^v*[0-9]{1,4}\.[0-9]{1,4}(\..*)?$"), new NumberType(0, 9999, IsWhole: false));

    internal static FormatType Of(FormatMapping mapping) => new MappingType(() => mapping);

    internal static FormatType Word(params IReadOnlyList<string> words) => new WordType(words);
}
