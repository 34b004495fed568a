using System.Runtime.InteropServices;

namespace NumaProbe.Analysis.Agreement;

/// <summary>A node of a recorded machine.</summary>
/// <param name="Id">Node number.</param>
/// <param name="Cpus">Its CPUs; null or empty for a memory-only node.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedNode(int Id, IReadOnlyList<int>? Cpus);
