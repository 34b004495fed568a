using System.Globalization;
using NumaProbe.Scenarios.Costs;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using Key = NumaProbe.Scenarios.Recordings.RecordingShape.Key;

namespace NumaProbe.Scenarios.Recordings;

/// <summary>
/// Brings a recording (schema <c>probe-oracle/1</c>) into the shape of scenario files, so that one set of binders judges
/// both. Adds what recordings leave unsaid: their buses, their costs, the kernel's names of devices.
/// </summary>
internal sealed class RecordingTranslator
{
    /// <summary>The value of <c>schema</c>.</summary>
    internal const string Schema = "probe-oracle/1";

    private readonly ProblemList _problems;
    private readonly RecordingShape _shape;
    private readonly RecordingProbes _probes;

    internal RecordingTranslator(ProblemList problems)
    {
        _problems = problems;
        _shape = new(problems);
        _probes = new(_shape, problems);
    }

    /// <summary>The tree in the shape of scenario files, or null with problems.</summary>
    internal DocumentNode? Translate(DocumentNode root)
    {
        var schema = root.Find("schema")!.Value;
        if (!string.Equals(schema.Text, Schema, StringComparison.Ordinal))
        {
            _problems.Add(schema.Mark, $"unknown schema {Quoted.Text(schema.Text)}", "this program reads recordings of another schema", $"write \"{Schema}\" if it is one");
            return null;
        }

        if (root.Find("scenario")?.Value is not { Kind: DocumentKind.Mapping } scenario)
        {
            _problems.Add(root.Mark, "missing key 'scenario'", "a recording holds the scenario that was run, as a mapping");
            return null;
        }

        var result = _shape.Rename(
            scenario,
            "the scenario",
            [
                new("name", "name"), new("title", "title"), new("tags", "tags"), new("topology", "topology", Topology),
                new("kernel", "kernel", Kernel), new("threads", "threads", Threads), new("drivers", "drivers", Drivers),
                new("devices", "devices", Devices), new("probes", "probes", n => RecordingShape.Each(n, (item, _) => _probes.Rule(item))),
                new("events", "events", n => RecordingShape.Each(n, (item, _) => Event(item))),
            ]);
        Add(result, "apiVersion", Text(ScenarioDefaults.ApiVersion, scenario.Mark));
        Add(result, "kind", Text(ScenarioDefaults.Kind, scenario.Mark));
        Add(result, "buses", Buses(scenario.Mark));
        Add(result, "costs", Mapping(scenario.Mark, ("preset", Text(CostSection.QemuTcg, scenario.Mark))));
        if (root.Find("machine")?.Value.Find("kernel")?.Value is { } kernel)
        {
            Add(result, "generation", kernel.Kind == DocumentKind.Text && KernelGenerations.Find(kernel.Text) is { } generation ? Text(generation.Name, kernel.Mark) : kernel);
        }

        return result;
    }

    private DocumentNode Topology(DocumentNode node) => _shape.Rename(
        node,
        "a topology",
        [
            new("name", null), new("sockets", null), new("distances", "distances"), new("offlineCpus", "offline_cpus"),
            new("nodes", "nodes", list => RecordingShape.Each(list, (item, _) => _shape.Rename(
                item,
                "a node",
                [new("id", "id"), new("cpus", "cpus"), new("memoryMiB", "memory", n => RecordingShape.WithUnit(n, "MiB"))]))),
        ]);

    private DocumentNode Kernel(DocumentNode node) =>
        _shape.Rename(node, "the kernel", [new("cmdline", "cmdline"), new("moduleAsyncProbe", "module_async_probe")]);

    private DocumentNode Threads(DocumentNode node) =>
        RecordingShape.Each(node, (item, _) => _shape.Rename(item, "a thread", [new("id", "id"), new("cpu", "cpu")]));

    private DocumentNode Drivers(DocumentNode node) => RecordingShape.Each(node, (item, _) => _shape.Rename(
        item,
        "a driver",
        [new("name", "name", _shape.Name), new("probeType", "probe_type"), new("bus", "bus"), new("match", "match")]));

    private DocumentNode Devices(DocumentNode node)
    {
        Key[] keys =
        [
            new("name", "name", _shape.Name), new("match", "match", _shape.Name), new("node", "numa_node"),
            new("parent", "parent", _shape.Name), new("bus", "bus"),
        ];
        return RecordingShape.Each(node, (item, place) =>
        {
            var device = _shape.Rename(item, "a device", keys);
            if (item.Find("match")?.Value is { Kind: DocumentKind.Text } match)
            {
                Add(device, "kernel_name", Text(string.Create(CultureInfo.InvariantCulture, $"{match.Text}.{place}"), match.Mark));
            }

            return device;
        });
    }

    private DocumentNode Event(DocumentNode node)
    {
        if (node.Kind != DocumentKind.Mapping)
        {
            return node;
        }

        var result = _shape.Rename(
            node,
            "an event",
            [new("thread", "thread"), new("atMs", "at", RecordingShape.Milliseconds), new("op", null), new("target", null)]);
        var call = _shape.Operation(node, node.Find("op")?.Value, node.Find("target")?.Value);
        if (call.Kind == DocumentKind.Broken)
        {
            return call;
        }

        result.Entries.AddRange(call.Entries);
        return result;
    }

    private static DocumentNode Buses(Mark mark)
    {
        var buses = DocumentNode.List(mark);
        buses.Items.Add(Mapping(mark, ("name", Text(ScenarioDefaults.Bus, mark))));
        buses.Items.Add(Mapping(mark, ("name", Text("po", mark))));
        buses.Items.Add(Mapping(mark, ("name", Text("polock", mark)), ("need_parent_lock", DocumentNode.Scalar(DocumentKind.Boolean, "true", mark))));
        return buses;
    }

    private static DocumentNode Mapping(Mark mark, params ReadOnlySpan<(string Key, DocumentNode Value)> entries)
    {
        var mapping = DocumentNode.Mapping(mark);
        foreach (var (key, value) in entries)
        {
            Add(mapping, key, value);
        }

        return mapping;
    }

    private static void Add(DocumentNode mapping, string key, DocumentNode value) => mapping.Entries.Add(new(key, value.Mark, value, key));

    private static DocumentNode Text(string text, Mark mark) => DocumentNode.Scalar(DocumentKind.Text, text, mark);
}
