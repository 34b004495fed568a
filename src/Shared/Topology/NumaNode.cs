using System.Collections.Immutable;

namespace NumaProbe.Shared.Topology;

/// <summary>One NUMA node as the firmware describes it. Owns no behaviour.</summary>
/// <param name="Id">Node number, 0-based, equal to its place in <see cref="MachineTopology.Nodes"/>.</param>
/// <param name="Cpus">CPU numbers of the node, ascending; empty for a memory-only node.</param>
/// <param name="Caches">Last-level cache groups: each a subset of <paramref name="Cpus"/>, together all of them.</param>
/// <param name="MemoryBytes">Bytes of memory on the node; 0 for a CPU-only node.</param>
public sealed record NumaNode(
    int Id,
    ImmutableArray<int> Cpus,
    ImmutableArray<ImmutableArray<int>> Caches,
    long MemoryBytes);
