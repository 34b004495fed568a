using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Control;

/// <summary>A run at one moment.</summary>
/// <param name="Number">Number of the run in this cluster, from 1.</param>
/// <param name="Header">What it is a run of.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="VirtualNs">Virtual time reached, nanoseconds.</param>
/// <param name="Events">Messages and timers handled so far.</param>
/// <param name="Windows">Grants answered so far.</param>
/// <param name="Injections">Injections accepted so far.</param>
/// <param name="IsIdle">Nothing is left to do at present.</param>
/// <param name="TakesEvents">Injections are accepted.</param>
/// <param name="Pace">Virtual nanoseconds a wall nanosecond, or null for as fast as it goes.</param>
/// <param name="End">How it ended, or null.</param>
/// <param name="Folder">Run folder on the coordinator's disk, once written.</param>
public sealed record RunState(
    int Number, RunHeader Header, RunPhase Phase, long VirtualNs, long Events, long Windows, int Injections, bool IsIdle, bool TakesEvents,
    double? Pace, RunEnd? End, string? Folder)
{
    /// <summary>Virtual time up to which it is executed again, nanoseconds, while it is being rebuilt; <see cref="VirtualNs"/> says how far that is. Else null.</summary>
    public long? RebuildsToNs { get; init; }
}
