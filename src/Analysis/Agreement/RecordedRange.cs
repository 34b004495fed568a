using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary>A time over all recorded runs, in files <c>[min, median, max]</c> in microseconds from the scenario's start.</summary>
/// <param name="MinimumUs">Earliest.</param>
/// <param name="MedianUs">Median.</param>
/// <param name="MaximumUs">Latest.</param>
[JsonConverter(typeof(RangeConverter))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedRange(double MinimumUs, double MedianUs, double MaximumUs);
