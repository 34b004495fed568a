using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads one node of a topology.</summary>
internal static class NodeBinder
{
    /// <summary>The node at a place of the list, or null with problems.</summary>
    internal static NumaNode? Bind(Field field, int place, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "a node", ScenarioFormat.Node.Keys) is not { } view)
        {
            return null;
        }

        var before = context.Problems.Count;
        var id = context.Values.Integer(view["id"], 0, ScenarioLimits.Nodes - 1) ?? place;
        if (id != place)
        {
            context.Problems.Add(view["id"].Mark, $"node {id} at place {place}", "nodes are listed in order, from 0", $"write id: {place}, or leave it out");
        }

        var cpus = NumberLists.Cpus(view["cpus"], context) ?? [];
        var memory = context.Quantities.Size(view["memory"]) ?? ScenarioDefaults.NodeMemoryBytes;
        var caches = Caches(view["caches"], cpus, context);
        return context.Problems.Count > before ? null : new(place, [.. cpus], caches, memory);
    }

    private static ImmutableArray<ImmutableArray<int>> Caches(Field field, List<int> cpus, BindContext context)
    {
        if (!field.Given)
        {
            return cpus.Count == 0 ? [] : [[.. cpus]];
        }

        var groups = new List<ImmutableArray<int>>();
        foreach (var item in context.Values.List(field))
        {
            if (NumberLists.Cpus(item, context) is { Count: > 0 } group)
            {
                groups.Add([.. group]);
            }
        }

        var all = groups.SelectMany(g => g).Order().ToList();
        if (!all.SequenceEqual(cpus))
        {
            context.Problems.Add(
                field.Mark,
                "caches do not fit the node",
                $"together they must have each CPU of the node once: CPUs {NumberLists.Format(cpus)}, caches {NumberLists.Format(all)}");
        }

        return [.. groups];
    }
}
