using System.Runtime.InteropServices;

namespace NumaProbe.Cluster.Wire;

/// <summary>A payload ready for a transport.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Payload">The bytes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WireFrame(string Address, ReadOnlyMemory<byte> Payload);
