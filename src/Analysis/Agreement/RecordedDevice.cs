using System.Runtime.InteropServices;

namespace NumaProbe.Analysis.Agreement;

/// <summary>A device of a recorded scenario.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">Its node as given before it was added, or null for none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedDevice(string? Name, int? Node);
