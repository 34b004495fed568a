using NumaProbe.Scenarios.Binding;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Nvdimm;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios;

/// <summary>
/// Makes a scenario of a document tree: every section by its binder, names before what refers to them. Knows one shape
/// only, that of scenario files; recordings are brought into it before.
/// </summary>
internal static class ScenarioBinder
{
    private static readonly string[] Versions = [ScenarioDefaults.ApiVersion];
    private static readonly string[] Kinds = [ScenarioDefaults.Kind];

    /// <summary>Stands in for a machine with problems, so that the other sections are still read and judged.</summary>
    private static readonly MachineTopology NoMachine = new([], DistanceMatrix.Uniform(0), []);

    /// <summary>The scenario, or null with problems.</summary>
    internal static Scenario? Bind(DocumentNode root, ProblemList problems)
    {
        var context = new BindContext(problems);
        var field = new Field("file", root.Mark, root);
        if (root.Kind == DocumentKind.Null)
        {
            problems.Add(default, "empty file", "there is no scenario in it", $"begin with 'apiVersion: {ScenarioDefaults.ApiVersion}'");
            return null;
        }

        if (root.Kind == DocumentKind.Mapping && root.Entries.TrueForAll(e => !ScenarioFormat.Scenario.Keys.Contains(e.Key, StringComparer.Ordinal)))
        {
            problems.Add(root.Mark, "not a scenario", "it has none of a scenario's keys", $"begin with 'apiVersion: {ScenarioDefaults.ApiVersion}'");
            return null;
        }

        if (MappingView.Open(field, problems, "a scenario", ScenarioFormat.Scenario.Keys) is not { } view)
        {
            return null;
        }

        var values = context.Values;
        _ = values.Word(view.Required("apiVersion"), Versions);
        _ = values.Word(view.Required("kind"), Kinds);
        var name = values.Name(view.Required("name"));
        var scenario = Sections(view, context, name ?? "");
        return problems.Count > 0 ? null : scenario;
    }

    private static Scenario Sections(MappingView view, BindContext context, string name)
    {
        var values = context.Values;
        var topology = BindTopology(view, context);
        var kernel = KernelBinder.BindOptions(view["kernel"], context);
        var nvdimm = new NvdimmBinder(context).Bind(view["nvdimm"]);
        var buses = BusBinder.BindBuses(nvdimm.With(view["buses"], "buses"), context);
        var modules = BusBinder.BindModules(nvdimm.With(view["modules"], "modules"), context);
        var drivers = BusBinder.BindDrivers(nvdimm.With(view["drivers"], "drivers"), context);
        var deviceBinder = new DeviceBinder(context);
        var devices = deviceBinder.Bind(nvdimm.With(view["devices"], "devices"));
        var naming = new NamingBinder(context).Bind(view["naming"]);
        deviceBinder.CheckClasses();
        var locks = LockBinder.Bind(view["locks"], context);
        var probes = new ProbeBinder(context).Bind(nvdimm.With(view["probes"], "probes"));
        var threads = KernelBinder.BindThreads(view["threads"], context);
        var events = new EventBinder(context).Bind(view["events"], threads);
        var (costs, source, fitted) = CostBinder.Bind(view["costs"], context);
        var expectations = new ExpectationBinder(context).Bind(view["expect"]);
        return new Scenario
        {
            Name = name,
            Title = values.Text(view["title"]) ?? "",
            Question = values.Text(view["question"]),
            Answer = values.Text(view["answer"]),
            Tags = [.. values.ListOrOne(view["tags"]).Select(values.Name).OfType<string>()],
            Seed = Seed(view["seed"], context),
            Generation = Generation(view["generation"], context),
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

    private static MachineTopology? BindTopology(MappingView view, BindContext context)
    {
        var topology = view["machine"].Kind == DocumentKind.Null
            ? TopologyBinder.Bind(view.Required("topology"), context)
            : MachineBinder.Bind(view["machine"], view["topology"], context);
        context.Topology = topology;
        context.NodeOfCpu = topology?.NodeOfCpu() ?? [];
        return topology;
    }

    private static ulong Seed(Field field, BindContext context)
    {
        if (!field.Given)
        {
            return 1;
        }

        if (field.Kind == DocumentKind.Number && ulong.TryParse(field.Node!.Text, System.Globalization.NumberStyles.None, null, out var seed))
        {
            return seed;
        }

        context.Problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(field.Node!.Text)}", $"a seed is a whole number from 0 to {ulong.MaxValue}");
        return 1;
    }

    private static string? Generation(Field field, BindContext context)
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
