using Akka.Actor;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// The one timer of an actor: sends it a <see cref="Tick"/>. A timer that is early is kept: making one for every window would cost more than
/// waking up for nothing now and then.
/// </summary>
/// <param name="timers">The actor's timers.</param>
/// <param name="self">The actor.</param>
internal sealed class Alarm(ITimerScheduler timers, IActorRef self)
{
    private const long LongestMs = 60_000;

    // a tick that a full mailbox has dropped is missed by then
    private const long MissedAfterMs = 1_000;

    private long _dueMs = long.MaxValue;

    /// <summary>Milliseconds of a clock that never goes back.</summary>
    internal static long NowMs => Environment.TickCount64;

    /// <summary>The tick has come.</summary>
    internal void Rang() => _dueMs = long.MaxValue;

    /// <summary>Makes sure that a tick comes at a time at the latest.</summary>
    /// <param name="untilMs">The time; <see cref="long.MaxValue"/> for never.</param>
    internal void Set(long untilMs)
    {
        var now = NowMs;
        if (untilMs >= _dueMs && now - _dueMs < MissedAfterMs)
        {
            return;
        }

        _dueMs = Math.Max(now, Math.Min(untilMs, now + LongestMs));
        if (_dueMs == now)
        {
            // behind the mail that waits already
            self.Tell(Tick.Instance, ActorRefs.NoSender);
        }
        else
        {
            timers.StartSingleTimer(nameof(Tick), Tick.Instance, TimeSpan.FromMilliseconds(_dueMs - now));
        }
    }
}
