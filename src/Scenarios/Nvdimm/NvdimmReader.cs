using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Quantities;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>
/// Reads the section on persistent memory and judges what the kernel could not have: namespaces larger than their region, several without
/// labels, a node without CPUs. What it reads becomes ordinary entries of the file, by <see cref="NvdimmExpansion"/>.
/// </summary>
internal sealed class NvdimmReader(BindContext context)
{
    private const long InfoBlockReadNs = 10_000;

    /// <summary>What the section adds to the file; nothing when it is absent or wrong.</summary>
    internal NvdimmExpansion Read(Field field)
    {
        if (MappingView.Open(field, context, NvdimmKeys.Section) is not { } view)
        {
            return NvdimmExpansion.Nothing;
        }

        var before = context.Problems.Count;
        var word = NvdimmKeys.Provider.Read(view, context);
        var provider = NvdimmProvider.All.FirstOrDefault(p => string.Equals(p.Word, word, StringComparison.Ordinal)) ?? NvdimmProvider.Nfit;
        var read = NvdimmKeys.InfoBlockRead.Read(view, context) ?? InfoBlockReadNs;
        var list = view.Required(NvdimmKeys.Regions.Key);
        var regions = context.Values.Bounded(list, ScenarioLimits.Regions, "regions").Select(Region).OfType<NvdimmRegion>().ToList();
        if (list.Kind == DocumentKind.List && regions.Count == 0 && context.Problems.Count == before)
        {
            context.Problems.Add(list.Mark, "no regions", "there is no persistent memory then", "write for example [{numa_node: 0, namespaces: [{size: 3TiB, info_block: pfn}]}]");
        }

        if (context.Problems.Count == before)
        {
            return NvdimmExpansion.Of(provider, read, regions, view.Mark);
        }

        // names of a section with problems would be reported as unknown all over the file
        foreach (var table in new[] { context.Buses, context.Modules, context.Drivers, context.Devices })
        {
            table.Incomplete = true;
        }

        return NvdimmExpansion.Nothing;
    }

    private NvdimmRegion? Region(Field field)
    {
        if (MappingView.Open(field, context, NvdimmKeys.Region) is not { } view)
        {
            return null;
        }

        var namespaces = context.Values.Bounded(view[NvdimmKeys.Namespaces.Key], ScenarioLimits.NamespacesOfRegion, "namespaces of a region")
            .Select(Namespace).OfType<NvdimmNamespace>().ToList();
        var hasLabels = NvdimmKeys.Labels.Read(view, context) ?? true;
        CheckSizes(view, namespaces, hasLabels);
        return new(view.Mark, Node(view), hasLabels, namespaces);
    }

    private NvdimmNamespace? Namespace(Field field)
    {
        if (MappingView.Open(field, context, NvdimmKeys.Namespace) is not { } view)
        {
            return null;
        }

        var size = NvdimmKeys.Size.Read(view, context, out var sizeField);
        if (size == 0)
        {
            context.Problems.Add(sizeField.Mark, "'size' is 0", "a namespace without memory is a seed, which each region has by itself", "write for example 3TiB, or leave the namespace out");
        }

        var block = NvdimmKeys.Block.Read(view, context);
        var isMapped = NvdimmKeys.Map.Read(view, context, out var map) ?? false;
        if (map.Given && block is not (null or InfoBlock.None))
        {
            context.Problems.Add(map.Mark, $"'map' with info_block: {NvdimmKeys.Of(block.Value)}", "only a namespace without an info block leaves open whether its memory is mapped", "remove it, or write info_block: none");
        }

        return size is null || block is null ? null : new(view.Mark, size.Value, block.Value, isMapped);
    }

    private void CheckSizes(MappingView view, List<NvdimmNamespace> namespaces, bool hasLabels)
    {
        var used = namespaces.Aggregate((Int128)0, (sum, n) => sum + n.Bytes);
        var size = NvdimmKeys.RegionSize.Read(view, context, out var sizeField);
        var list = view[NvdimmKeys.Namespaces.Key];
        if (list.IsBroken || namespaces.Count != (list.Node?.Items.Count ?? 0))
        {
            return;
        }

        if (size is null && namespaces.Count == 0 && !sizeField.Given)
        {
            context.Problems.Add(view.Mark, "a region without size", "it has no namespaces that would tell", "add size: 3TiB");
        }

        if (size < used)
        {
            context.Problems.Add(
                sizeField.Mark, $"'size' is {Quantity.FormatSize(size.Value)}", $"its namespaces have {Quantity.FormatSize((long)Int128.Min(used, long.MaxValue))} together", "make it larger, or leave it out");
        }

        if (!hasLabels && (namespaces.Count != 1 || (size is not null && size > used)))
        {
            context.Problems.Add(view[NvdimmKeys.Labels.Key].Mark, "labels: false", "without labels a region is one namespace of its size", "give it one namespace and no size, or remove labels");
        }
    }

    private int Node(MappingView view)
    {
        var node = NvdimmKeys.NumaNode.Read(view, context, out var nodeField);
        var target = NvdimmKeys.TargetNode.Read(view, context, out var targetField);
        if (nodeField.Given && targetField.Given)
        {
            context.Problems.Add(targetField.Mark, "target_node beside numa_node", "the node of the device follows from that of the memory", "leave one of them out");
        }

        if (node >= 0 && context.Topology is not null && !HasCpus(node.Value))
        {
            context.Problems.Add(
                nodeField.Mark, $"numa_node {node} has no CPUs", "the kernel gives the device the nearest node with CPUs", $"write target_node: {node}");
        }

        return node ?? (target is null || context.Topology is null ? MachineTopology.NoNode : Nearest(target.Value));
    }

    /// <summary>numa_map_to_online_node(): the node itself or the nearest one with an online CPU, the lowest among equals.</summary>
    private int Nearest(int target) =>
        HasCpus(target) ? target : Enumerable.Range(0, context.Topology!.Nodes.Length).Where(HasCpus)
            .OrderBy(node => context.Topology.Distances[target, node]).DefaultIfEmpty(MachineTopology.NoNode).First();

    private bool HasCpus(int node) => context.Topology!.Nodes[node].Cpus.Any(cpu => !context.Topology.OfflineCpus.Contains(cpu));
}
