namespace NumaProbe.Cluster.Control;

/// <summary>A process that holds nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">Nodes it offers.</param>
/// <param name="SilentFor">Wall time since it was last heard from.</param>
public sealed record HostStatus(string Name, IReadOnlyList<int> Nodes, TimeSpan SilentFor);
