using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Probing;

/// <summary>One of several durations with its share.</summary>
/// <param name="DurationNs">Nanoseconds.</param>
/// <param name="PartsPerMillion">How often it is drawn.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DurationChoice(long DurationNs, int PartsPerMillion);
