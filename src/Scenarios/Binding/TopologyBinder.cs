using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads the machine. What it returns is sound: nodes in order, every CPU on one node, a square SLIT, a CPU online.</summary>
internal static class TopologyBinder
{
    /// <summary>The machine, or null with problems.</summary>
    internal static MachineTopology? Bind(Field field, BindContext context)
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

        return new(nodes.MoveToImmutable(), SlitBinder.Uniform(text.Nodes, text.Distance), []);
    }

    private static MachineTopology? FromMapping(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "a topology", ScenarioFormat.Topology.Keys) is not { } view)
        {
            return null;
        }

        var list = view.Required("nodes");
        var nodes = context.Values.Bounded(list, ScenarioLimits.Nodes, "nodes")
            .Select((item, place) => NodeBinder.Bind(item, place, context)).ToList();
        if (nodes.Count == 0 && list.Given)
        {
            context.Problems.Add(list.Mark, "no nodes", "a machine has at least one");
        }

        var distances = nodes.Count == 0 ? null : SlitBinder.Bind(view["distances"], nodes.Count, context);
        var offline = NumberLists.Cpus(view["offline_cpus"], context) ?? [];
        CheckCpus(nodes, list, context);
        if (nodes.Contains(null))
        {
            return null;
        }

        foreach (var cpu in offline.Where(cpu => !nodes.Exists(n => n!.Cpus.Contains(cpu))))
        {
            context.Problems.Add(view["offline_cpus"].Mark, string.Create(CultureInfo.InvariantCulture, $"unknown CPU {cpu}"), "no node of the topology has it");
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
}
