using NumaProbe.Scenarios.Costs;
using NumaProbe.Scenarios.Devices;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Drivers;
using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Expectations;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Machine;
using NumaProbe.Scenarios.Naming;
using NumaProbe.Scenarios.Nvdimm;
using NumaProbe.Scenarios.Probes;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios;

/// <summary>
/// Makes a scenario of a document tree: every section by its reader, names before what refers to them. Knows one shape
/// only, that of scenario files; recordings are brought into it before.
/// </summary>
internal static class ScenarioReader
{
    /// <summary>Stands in for a machine with problems, so that the other sections are still read and judged.</summary>
    private static readonly MachineTopology NoMachine = new([], DistanceMatrix.Uniform(0), []);

    /// <summary>The scenario, or null with problems.</summary>
    internal static Scenario? Read(DocumentNode root, ProblemList problems)
    {
        var context = new BindContext(problems);
        var field = new Field("file", root.Mark, root);
        if (root.Kind == DocumentKind.Null)
        {
            problems.Add(default, "empty file", "there is no scenario in it", $"begin with 'apiVersion: {ScenarioDefaults.ApiVersion}'");
            return null;
        }

        if (root.Kind == DocumentKind.Mapping && root.Entries.TrueForAll(e => !ScenarioKeys.Mapping.Keys.Contains(e.Key, StringComparer.Ordinal)))
        {
            problems.Add(root.Mark, "not a scenario", "it has none of a scenario's keys", $"begin with 'apiVersion: {ScenarioDefaults.ApiVersion}'");
            return null;
        }

        if (MappingView.Open(field, context, ScenarioKeys.Mapping) is not { } view)
        {
            return null;
        }

        _ = ScenarioKeys.ApiVersion.Read(view, context);
        _ = ScenarioKeys.Kind.Read(view, context);
        var name = ScenarioKeys.Name.Read(view, context);
        var scenario = Sections(view, context, name ?? "");
        return problems.Count > 0 ? null : scenario;
    }

    private static Scenario Sections(MappingView view, BindContext context, string name)
    {
        var topology = Topology(view, context);
        var kernel = KernelSection.Read(view[ScenarioKeys.Kernel.Key], context);
        var nvdimm = new NvdimmReader(context).Read(view[ScenarioKeys.Nvdimm.Key]);
        var buses = BusSection.Read(nvdimm.With(view[ScenarioKeys.Buses.Key], ScenarioKeys.Buses.Key), context);
        var modules = ModuleSection.Read(nvdimm.With(view[ScenarioKeys.Modules.Key], ScenarioKeys.Modules.Key), context);
        var drivers = DriverSection.Read(nvdimm.With(view[ScenarioKeys.Drivers.Key], ScenarioKeys.Drivers.Key), context);
        var deviceReader = new DeviceReader(context);
        var devices = deviceReader.Read(nvdimm.With(view[ScenarioKeys.Devices.Key], ScenarioKeys.Devices.Key));
        var naming = NamingSection.Read(view[ScenarioKeys.Naming.Key], context);
        deviceReader.CheckClasses();
        var locks = LockSection.Read(view[ScenarioKeys.Locks.Key], context);
        var probes = new ProbeReader(context).Read(nvdimm.With(view[ScenarioKeys.Probes.Key], ScenarioKeys.Probes.Key));
        var threads = ThreadSection.Read(view[ScenarioKeys.Threads.Key], context);
        var events = new EventReader(context).Read(view[ScenarioKeys.Events.Key], threads);
        var (costs, source, fitted) = CostSection.Read(view[ScenarioKeys.Costs.Key], context);
        var expectations = ExpectationSection.Read(view[ScenarioKeys.Expect.Key], context);
        return new Scenario
        {
            Name = name,
            Title = ScenarioKeys.Title.Read(view, context) ?? "",
            Question = ScenarioKeys.Question.Read(view, context),
            Answer = ScenarioKeys.Answer.Read(view, context),
            Tags = ScenarioKeys.Tags.Read(view, context) ?? [],
            Seed = ScenarioKeys.Seed.Read(view, context) ?? 1,
            Generation = ScenarioKeys.Generation.Read(view, context),
            Topology = topology ?? NoMachine,
            Kernel = kernel,
            Costs = costs,
            CostSource = source,
            FittedCosts = fitted,
            Buses = [.. buses],
            Modules = [.. modules],
            Drivers = [.. drivers],
            Devices = [.. devices],
            Naming = [.. naming],
            Locks = [.. locks],
            Probes = [.. probes],
            Threads = [.. threads],
            Events = [.. events],
            Expectations = [.. expectations],
        };
    }

    private static MachineTopology? Topology(MappingView view, BindContext context)
    {
        var machine = view[ScenarioKeys.Machine.Key];
        var topology = machine.Kind == DocumentKind.Null
            ? TopologySection.Read(view.Required(ScenarioKeys.Topology.Key), context)
            : TopologySection.ReadPreset(machine, view[ScenarioKeys.Topology.Key], context);
        context.Topology = topology;
        context.NodeOfCpu = topology?.NodeOfCpu() ?? [];
        return topology;
    }
}
