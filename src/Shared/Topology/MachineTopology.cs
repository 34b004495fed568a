using System.Collections.Immutable;

namespace NumaProbe.Shared.Topology;

/// <summary>
/// The machine at the start of a run: nodes, distances and which CPUs are offline. CPUs going offline later are
/// events of the scenario, not changes of this record.
/// </summary>
/// <param name="Nodes">Nodes by number; at least one, and at least one CPU in all.</param>
/// <param name="Distances">SLIT distances, as many rows as nodes.</param>
/// <param name="OfflineCpus">CPUs that are offline at time 0.</param>
public sealed record MachineTopology(
    ImmutableArray<NumaNode> Nodes,
    DistanceMatrix Distances,
    ImmutableArray<int> OfflineCpus)
{
    /// <summary>NUMA_NO_NODE of the kernel: the device has no node.</summary>
    public const int NoNode = -1;

    /// <summary>One more than the highest CPU number.</summary>
    public int CpuCount => Nodes.SelectMany(n => n.Cpus).DefaultIfEmpty(-1).Max() + 1;

    /// <summary>The node of each CPU by CPU number; -1 for numbers that no node has.</summary>
    public ImmutableArray<int> NodeOfCpu()
    {
        var nodes = Enumerable.Repeat(NoNode, CpuCount).ToArray();
        foreach (var node in Nodes)
        {
            foreach (var cpu in node.Cpus)
            {
                nodes[cpu] = node.Id;
            }
        }

        return [.. nodes];
    }
}
