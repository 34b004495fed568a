namespace NumaProbe.Cluster.Hosts;

/// <summary>Who a node host is.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Process">Random number of the process: another one after every start.</param>
/// <param name="Address">Where its mail goes.</param>
/// <param name="Nodes">NUMA nodes it holds, at least one.</param>
/// <param name="ModelVersion">Version of the emulated model, the same in all processes of a cluster.</param>
public sealed record HostIdentity(string Name, ulong Process, string Address, IReadOnlyList<int> Nodes, string ModelVersion);
