using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary>Two named intervals, in files <c>[first, second]</c>.</summary>
/// <param name="First">Name of the first.</param>
/// <param name="Second">Name of the second.</param>
[JsonConverter(typeof(PairConverter))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedPair(string First, string Second);
