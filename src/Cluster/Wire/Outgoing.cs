using System.Runtime.InteropServices;

namespace NumaProbe.Cluster.Wire;

/// <summary>A message that a core wants sent.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Message">The message.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Outgoing(string Address, ClusterMessage Message)
{
    /// <summary>The address of every process that may lead: only the one that does answers.</summary>
    public const string Coordinators = "coordinators";
}
