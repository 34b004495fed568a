using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Scenarios.Costs;
using NumaProbe.Scenarios.Devices;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Drivers;
using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Expectations;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Machine;
using NumaProbe.Scenarios.Naming;
using NumaProbe.Scenarios.Nvdimm;
using NumaProbe.Scenarios.Probes;
using NumaProbe.Shared;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios;

/// <summary>
/// The keys of a scenario file. With those of its sections they are the format, written down once: files are read and written with them, the JSON Schema and the
/// reference page are made of them.
/// </summary>
internal static class ScenarioKeys
{
    internal static readonly FormatKey<string?> ApiVersion = new("apiVersion", Formats.Word(ScenarioDefaults.ApiVersion), "version of the format", null);
    internal static readonly FormatKey<string?> Kind = new("kind", Formats.Word(ScenarioDefaults.Kind), "kind of document", null);
    internal static readonly FormatKey<string?> Name = new("name", Formats.Name with { Write = static (yaml, name) => yaml.Prose(name!) }, "a name", null);
    internal static readonly FormatKey<string?> Title = new("title", Formats.Prose, "one line on what it shows");
    internal static readonly FormatKey<string?> Question = new("question", Formats.Prose, "the question it asks");
    internal static readonly FormatKey<string?> Answer = new("answer", Formats.Prose, "its answer");
    internal static readonly FormatKey<ImmutableArray<string>?> Tags = new("tags", Formats.Names, "words");
    internal static readonly FormatKey<ulong?> Seed = new("seed", Formats.Value<ulong>(
        new NumberType(0, ulong.MaxValue), ReadSeed, static (yaml, seed) => yaml.Plain(seed.ToString(CultureInfo.InvariantCulture))), "seed of everything drawn; `--seed` wins over it", "1");

    internal static readonly FormatKey<string?> Generation = new("generation", new(
        new ChoiceType(Types.Text, new NumberType(0, 9999, IsWhole: false)), ReadGeneration, static (yaml, name) => yaml.Prose(name!)), "kernel generation, `v6.12` or `6.12.117`; `--generation` wins over it", "`v6.12`");

    internal static readonly FormatKey Topology = new("topology", new ChoiceType(Types.Text, Types.Of(TopologySection.Mapping)), "the machine", "then `machine` must be there");
    internal static readonly FormatKey Machine = new("machine", Types.Word(MachinePresets.Names), "one of the [machines](#machine) that come with the program, in place of `topology`", "then `topology` must be there");
    internal static readonly FormatKey Kernel = new("kernel", Types.Of(KernelSection.Mapping), "boot options", "none set");
    internal static readonly FormatKey Buses = new("buses", Formats.List(BusSection.Mapping, 0, ScenarioLimits.Drivers), "buses besides `platform`");
    internal static readonly FormatKey Modules = new("modules", Formats.List(ModuleSection.Mapping, 0, ScenarioLimits.Drivers), "modules");
    internal static readonly FormatKey Drivers = new("drivers", Formats.List(DriverSection.Mapping, 0, ScenarioLimits.Drivers), "drivers");
    internal static readonly FormatKey Devices = new("devices", Formats.List(DeviceKeys.Mapping), "devices");
    internal static readonly FormatKey Nvdimm = new("nvdimm", Types.Of(NvdimmKeys.Section), "[persistent memory](nvdimm.md): becomes buses, modules, drivers, devices and probes");
    internal static readonly FormatKey Naming = new("naming", Formats.List(NamingKeys.Mapping, 0, ScenarioLimits.NamingClasses), "naming classes", "the kernel's");
    internal static readonly FormatKey Locks = new("locks", LockSection.Type, "locks of the machine that probes take");
    internal static readonly FormatKey Probes = new("probes", Formats.List(ProbeKeys.Mapping), "what probes do", "nothing, and they succeed");
    internal static readonly FormatKey Threads = new("threads", Formats.List(ThreadSection.Mapping, 1, ScenarioLimits.Threads), "kernel threads", "thread 0 on the lowest online CPU");
    internal static readonly FormatKey Events = new("events", Formats.List(EventKeys.Mapping), "what the threads do");
    internal static readonly FormatKey Costs = new("costs", Types.Of(CostSection.Mapping), "what the steps of the driver core cost", "`preset: server`");
    internal static readonly FormatKey Expect = new("expect", new ChoiceType(Types.Of(ExpectationSection.Mapping), Formats.List(ExpectationSection.Mapping)), "what the run must show");

    internal static FormatMapping Mapping { get; } = new("scenario", "A NumaProbe scenario", [
        ApiVersion, Kind, Name, Title, Question, Answer, Tags, Seed, Generation, Topology, Machine, Kernel, Buses, Modules, Drivers, Devices, Nvdimm, Naming, Locks,
        Probes, Threads, Events, Costs, Expect,
    ])
    {
        OneOf = [Topology.Key, Machine.Key],
        Noun = "a scenario",
    };

    private static ulong? ReadSeed(Field field, BindContext context)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind == DocumentKind.Number && ulong.TryParse(field.Node!.Text, NumberStyles.None, null, out var seed))
        {
            return seed;
        }

        context.Problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(field.Node!.Text)}", $"a seed is a whole number from 0 to {ulong.MaxValue}");
        return null;
    }

    private static string? ReadGeneration(Field field, BindContext context)
    {
        if (context.Values.TextOrNumber(field) is not { } text)
        {
            return null;
        }

        if (KernelGenerations.Find(text) is not null)
        {
            return text;
        }

        var names = KernelGenerations.All.Select(g => g.Name).ToList();
        context.Problems.Add(
            field.Mark,
            $"unknown generation {Quoted.Text(text)}",
            "no kernel of this name is emulated; there are " + string.Join(", ", names),
            context.Problems.Nearest.Suggest(text.StartsWith('v') ? text : "v" + text, names));
        return null;
    }
}
