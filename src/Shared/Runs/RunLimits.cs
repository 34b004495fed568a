namespace NumaProbe.Shared.Runs;

/// <summary>Bounds of a run; reaching one ends it with a clear error, never silently.</summary>
/// <param name="MaxEvents">Most messages and timers handled.</param>
/// <param name="MaxVirtualNs">Latest virtual time, nanoseconds.</param>
/// <param name="MaxMailbox">Most messages waiting in one actor system.</param>
public sealed record RunLimits(long MaxEvents, long MaxVirtualNs, int MaxMailbox)
{
    /// <summary>50 million events (an emulated million-device storm needs about 20), ten days, 20 million waiting.</summary>
    public static RunLimits Default { get; } = new(50_000_000, 864_000_000_000_000, 20_000_000);
}
