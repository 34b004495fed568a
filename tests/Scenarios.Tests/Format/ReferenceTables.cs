using NumaProbe.Scenarios.Devices;
using NumaProbe.Scenarios.Drivers;
using NumaProbe.Scenarios.Expectations;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Machine;
using NumaProbe.Scenarios.Naming;
using NumaProbe.Scenarios.Nvdimm;
using NumaProbe.Scenarios.Probes;
using NumaProbe.Scenarios.Results;
using NumaProbe.Scenarios.Steps;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Tests.Format;

/// <summary>The tables of keys of the reference page, made of the same description as the schema.</summary>
internal static class ReferenceTables
{
    private static readonly FormatMapping[] Mappings =
    [
        ScenarioKeys.Mapping, TopologySection.Mapping, NodeSection.Mapping, KernelSection.Mapping, ThreadSection.Mapping, BusSection.Mapping,
        ModuleSection.Mapping, DriverSection.Mapping, DeviceKeys.Mapping, NamingKeys.Mapping, NamingKeys.Change, ProbeKeys.Mapping, StepKinds.Mapping,
        .. StepKinds.Mappings, ErrorFormat.Mapping, ResultFormat.Defer, ResultFormat.Case, ConditionFormat.Mapping, ExpectationSection.Mapping, FigureFormat.Duration.Published,
        NvdimmKeys.Section, NvdimmKeys.Region, NvdimmKeys.Namespace,
    ];

    /// <summary>Names of the tables that a page may ask for.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. Mappings.Select(m => m.Name)];

    /// <summary>The table of a mapping in Markdown. Operations are left to their own table.</summary>
    internal static string Table(string name)
    {
        var mapping = Array.Find(Mappings, m => string.Equals(m.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentOutOfRangeException(nameof(name), name, "no table of this name");
        var rows = mapping.Entries.Where(e => EventOperations.Find(e.Key) is null)
            .Select(e => $"| `{e.Key}` | {Shown(e.Type)} | {e.Default ?? "required"} | {e.Text} |");
        return "| key | value | default | meaning |\n| --- | --- | --- | --- |\n" + string.Join('\n', rows) + "\n";
    }

    private static string Shown(FormatType type) => type switch
    {
        TextType text => text.Shown,
        WordType word => word.Words.Count > MostWords ? "a word" : string.Join(", ", word.Words.Select(w => $"`{w}`")),
        NumberType { Minimum: 0, Maximum: 0 } => "`0`",
        NumberType number => FormattableString.Invariant($"{number.Minimum} to {number.Maximum}"),
        FlagType => "`true`, `false`",
        NothingType => "nothing",
        ListType list => "a list: " + Shown(list.Item),
        ChoiceType choice => string.Join("; or ", choice.Of.Where(t => t is not NumberType { Minimum: 0, Maximum: 0 }).Select(Shown)),
        NamesType names => $"a mapping from {names.Key} to {Shown(names.Value)}",
        MappingType mapping => char.ToLowerInvariant(mapping.Mapping().Title[0]) + mapping.Mapping().Title[1..],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a type without words"),
    };

    private const int MostWords = 8;
}
