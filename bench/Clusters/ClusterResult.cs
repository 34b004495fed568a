using System.Globalization;

namespace NumaProbe.Bench.Clusters;

/// <summary>What a storm on a cluster took.</summary>
/// <param name="Devices">Devices probed.</param>
/// <param name="Joined">Wall time from the start of the processes to the last one's joining.</param>
/// <param name="Elapsed">Wall time from the request to the written result.</param>
/// <param name="Embedded">Wall time of the same storm in one process.</param>
/// <param name="Windows">Windows of all partitions.</param>
/// <param name="RoundTrips">Of these, by other processes.</param>
/// <param name="WireBytes">Bytes on the loopback card meanwhile, with all headers and whatever else went over it.</param>
/// <param name="Trip">The bare transport in the same run.</param>
internal sealed record ClusterResult(
    int Devices, TimeSpan Joined, TimeSpan Elapsed, TimeSpan Embedded, long Windows, long RoundTrips, long WireBytes, RoundTripResult Trip)
{
    /// <summary>Wall time of a window of another process, over the mean of a bare round trip.</summary>
    internal double WindowOverTrip => Elapsed / RoundTrips / Trip.Mean;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        cluster: {Devices} devices on {ClusterBench.Nodes} nodes in {Elapsed.TotalSeconds:F2} s, {Elapsed / Embedded:F0} times the {Embedded.TotalMilliseconds:F0} ms of one process
        windows: {Windows}, {RoundTrips} of them round trips, {RoundTrips / Elapsed.TotalSeconds:F0} a second; {(double)WireBytes / Devices:F0} B a probe on the wire; joined after {Joined.TotalSeconds:F1} s
        {Trip}
        a window costs {WindowOverTrip:F2} bare round trips
        """);
}
