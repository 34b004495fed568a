namespace NumaProbe.VirtualTime;

/// <summary>Bounds of a world; reaching one ends the run with <see cref="BoundReachedException"/>.</summary>
/// <param name="MaxEvents">Most events handled.</param>
/// <param name="MaxVirtualNs">Latest virtual time of an event, nanoseconds.</param>
/// <param name="MaxWaiting">Most events waiting in one partition.</param>
public sealed record WorldLimits(long MaxEvents, long MaxVirtualNs, int MaxWaiting);
