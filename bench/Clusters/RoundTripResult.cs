using System.Globalization;

namespace NumaProbe.Bench.Clusters;

/// <summary>What round trips took.</summary>
/// <param name="Bytes">Size of a payload.</param>
/// <param name="Count">How many.</param>
/// <param name="Median">Half of them took at most this.</param>
/// <param name="P99">All but a hundredth took at most this.</param>
/// <param name="Mean">Their mean.</param>
internal sealed record RoundTripResult(int Bytes, int Count, TimeSpan Median, TimeSpan P99, TimeSpan Mean)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"round trip of {Bytes} B: p50 {Median.TotalMicroseconds:F0} us, p99 {P99.TotalMicroseconds:F0} us, mean {Mean.TotalMicroseconds:F0} us ({Count} trips)");
}
