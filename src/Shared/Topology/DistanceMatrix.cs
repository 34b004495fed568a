using System.Collections.Immutable;

namespace NumaProbe.Shared.Topology;

/// <summary>
/// Node distances as in the ACPI SLIT table: 10 is local, larger is farther. Row and column are node numbers.
/// The driver core never reads it (the kernel sends work to a node or to the submitter, not to the nearest node);
/// only costs do.
/// </summary>
/// <param name="Rows">Square: one row a node, each with one entry a node.</param>
public sealed record DistanceMatrix(ImmutableArray<ImmutableArray<int>> Rows)
{
    /// <summary>Distance of a node to itself (ACPI 6.5, table 6.2.14).</summary>
    public const int Local = 10;

    /// <summary>Distance the kernel assumes between nodes when the firmware says nothing (include/linux/topology.h, REMOTE_DISTANCE).</summary>
    public const int DefaultRemote = 20;

    /// <summary>The distance from one node's CPUs to another's memory.</summary>
    public int this[int from, int to] => Rows[from][to];

    /// <summary>10 on the diagonal and 20 elsewhere.</summary>
    /// <param name="nodes">Number of nodes.</param>
    public static DistanceMatrix Uniform(int nodes) =>
        new([.. Enumerable.Range(0, nodes).Select(i =>
            Enumerable.Range(0, nodes).Select(j => i == j ? Local : DefaultRemote).ToImmutableArray())]);
}
