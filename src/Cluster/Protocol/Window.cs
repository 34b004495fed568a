using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Protocol;

/// <summary>What a partition did in one window: the time between two looks at the others.</summary>
/// <param name="NextNs">Time of its next event, or <see cref="long.MaxValue"/>.</param>
/// <param name="NowNs">Time of its last event.</param>
/// <param name="Handled">Events handled since virtual time 0.</param>
/// <param name="PeakWaiting">Most events that have waited in it at once.</param>
/// <param name="Digest">Of everything put out since virtual time 0.</param>
/// <param name="Envelopes">Messages for other partitions, in the order of their sequence.</param>
/// <param name="Traces">Trace events, in the order of their sequence.</param>
/// <param name="Failure">What went wrong, or null; after it the partition does nothing more.</param>
public sealed record Window(
    long NextNs, long NowNs, long Handled, int PeakWaiting, ulong Digest, IReadOnlyList<Envelope> Envelopes, IReadOnlyList<TraceEvent> Traces,
    string? Failure);
