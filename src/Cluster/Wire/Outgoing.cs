using System.Runtime.InteropServices;

namespace NumaProbe.Cluster.Wire;

/// <summary>A message that a core wants sent.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Message">The message.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Outgoing(string Address, ClusterMessage Message);
