namespace NumaProbe.Cli.Tests.Support;

/// <summary>The clock of the system, which says when so many timers have been set.</summary>
internal sealed class AnnouncingClock(int timers) : TimeProvider
{
    private readonly TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    internal Task Set => _set.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (Interlocked.Increment(ref _count) == timers)
        {
            _set.TrySetResult();
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
