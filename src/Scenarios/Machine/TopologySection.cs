using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Machine;

/// <summary>
/// The machine: its keys, how it is read and written. What is read is sound: nodes in order, every CPU on one node, a square SLIT, a CPU online.
/// </summary>
internal static class TopologySection
{
    private static readonly FormatKey Nodes = new("nodes", Formats.List(NodeSection.Mapping, 1, ScenarioLimits.Nodes), "the nodes", null);
    private static readonly FormatKey Distances = new(
        "distances", new ListType(new ListType(new NumberType(DistanceMatrix.Local, ScenarioLimits.Distance))), "the SLIT table, a row for each node", "10 on the diagonal, 20 elsewhere");

    private static readonly FormatKey<IReadOnlyList<int>?> OfflineCpus = new("offline_cpus", Formats.Cpus, "CPUs that are offline at the start");

    internal static FormatMapping Mapping { get; } = new("topology", "A machine node by node", [Nodes, Distances, OfflineCpus]) { Noun = "a topology" };

    /// <summary>The machine by the name of one that comes with the program, or null with problems.</summary>
    internal static MachineTopology? ReadPreset(Field machine, Field topology, BindContext context)
    {
        var name = context.Values.Word(machine, MachinePresets.Names);
        if (topology.Given)
        {
            context.Problems.Add(topology.Mark, "a topology beside a machine", "only one of them could count", "remove one");
            return null;
        }

        return name is null ? null : MachinePresets.Find(name)!.Topology;
    }

    /// <summary>The machine, or null with problems.</summary>
    internal static MachineTopology? Read(Field field, BindContext context)
    {
        var before = context.Problems.Count;
        var topology = field.Kind == DocumentKind.Text ? FromText(field, context) : FromMapping(field, context);
        if (topology is null || context.Problems.Count > before)
        {
            return null;
        }

        var offline = topology.OfflineCpus.ToHashSet();
        if (topology.Nodes.All(n => n.Cpus.All(offline.Contains)))
        {
            context.Problems.Add(field.Mark, "no online CPU", "something must run the kernel", "give a node a CPU that is not in offline_cpus");
            return null;
        }

        return topology;
    }

    internal static void Write(YamlText yaml, MachineTopology topology)
    {
        yaml.BeginMapping();
        yaml.Plain(Nodes.Key);
        yaml.BeginList();
        foreach (var node in topology.Nodes)
        {
            NodeSection.Write(yaml, node);
        }

        yaml.EndList();
        WriteDistances(yaml, topology);
        OfflineCpus.Write(yaml, topology.OfflineCpus.IsEmpty ? null : topology.OfflineCpus);
        yaml.EndMapping();
    }

    private static MachineTopology? FromText(Field field, BindContext context)
    {
        if (TopologyText.Read(field, context) is not { } text)
        {
            return null;
        }

        var nodes = ImmutableArray.CreateBuilder<NumaNode>(text.Nodes);
        var perCache = text.CpusPerNode / text.Caches;
        for (var id = 0; id < text.Nodes; id++)
        {
            var cpus = Enumerable.Range(id * text.CpusPerNode, text.CpusPerNode).ToArray();
            nodes.Add(new(id, [.. cpus], [.. cpus.Chunk(perCache).Select(c => c.ToImmutableArray())], text.MemoryBytes));
        }

        return new(nodes.MoveToImmutable(), SlitReader.Uniform(text.Nodes, text.Distance), []);
    }

    private static MachineTopology? FromMapping(Field field, BindContext context)
    {
        if (MappingView.Open(field, context, Mapping) is not { } view)
        {
            return null;
        }

        var list = view.Required(Nodes.Key);
        var nodes = context.Values.Bounded(list, ScenarioLimits.Nodes, "nodes")
            .Select((item, place) => NodeSection.Read(item, place, context)).ToList();
        if (nodes.Count == 0 && list.Given)
        {
            context.Problems.Add(list.Mark, "no nodes", "a machine has at least one");
        }

        var distances = nodes.Count == 0 ? null : SlitReader.Read(view[Distances.Key], nodes.Count, context);
        var offline = OfflineCpus.Read(view, context, out var offlineField) ?? [];
        CheckCpus(nodes, list, context);
        if (nodes.Contains(null))
        {
            return null;
        }

        foreach (var cpu in offline.Where(cpu => !nodes.Exists(n => n!.Cpus.Contains(cpu))))
        {
            context.Problems.Add(offlineField.Mark, string.Create(CultureInfo.InvariantCulture, $"unknown CPU {cpu}"), "no node of the topology has it");
        }

        return distances is null ? null : new([.. nodes.Select(n => n!)], distances, [.. offline]);
    }

    private static void CheckCpus(List<NumaNode?> nodes, Field list, BindContext context)
    {
        var owner = new Dictionary<int, int>();
        foreach (var node in nodes.OfType<NumaNode>())
        {
            foreach (var cpu in node.Cpus)
            {
                if (!owner.TryAdd(cpu, node.Id))
                {
                    var mark = list.Node!.Items[node.Id].Mark;
                    context.Problems.Add(mark, $"CPU {cpu} on two nodes", $"nodes {owner[cpu]} and {node.Id} both have it", "a CPU belongs to one node");
                }
            }
        }
    }

    private static void WriteDistances(YamlText yaml, MachineTopology topology)
    {
        var usual = DistanceMatrix.Uniform(topology.Nodes.Length);
        if (usual.Rows.Zip(topology.Distances.Rows).All(r => r.First.SequenceEqual(r.Second)))
        {
            return;
        }

        yaml.Plain(Distances.Key);
        yaml.BeginList();
        foreach (var row in topology.Distances.Rows)
        {
            yaml.Numbers(row);
        }

        yaml.EndList();
    }
}
