using System.Globalization;

namespace NumaProbe.Bench.Clusters;

/// <summary>What a storm on a cluster took.</summary>
/// <param name="Devices">Devices probed.</param>
/// <param name="Elapsed">Wall time from the request to the written result.</param>
/// <param name="Embedded">Wall time of the same storm in one process.</param>
/// <param name="Windows">Windows of all partitions.</param>
/// <param name="RoundTrips">Of these, by other processes.</param>
/// <param name="WireBytes">Bytes that the broker received.</param>
/// <param name="GrantBytes">Bytes of the coordinator's payloads.</param>
/// <param name="Trip">The bare transport in the same run.</param>
internal sealed record ClusterResult(
    int Devices, TimeSpan Elapsed, TimeSpan Embedded, long Windows, long RoundTrips, long WireBytes, long GrantBytes, RoundTripResult Trip)
{
    /// <summary>Wall time of a window of another process, over the mean of a bare round trip.</summary>
    internal double WindowOverTrip => Elapsed / RoundTrips / Trip.Mean;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        cluster: {Devices} devices on {ClusterBench.Nodes} nodes in {Elapsed.TotalSeconds:F2} s, {Elapsed / Embedded:F0} times the {Embedded.TotalMilliseconds:F0} ms of one process
        windows: {Windows}, {RoundTrips} of them round trips, {RoundTrips / Elapsed.TotalSeconds:F0} a second; {(double)WireBytes / Devices:F0} B a probe to the broker, {(double)GrantBytes / Devices:F0} B of them the coordinator's payloads
        {Trip}
        a window costs {WindowOverTrip:F2} bare round trips
        """);
}
