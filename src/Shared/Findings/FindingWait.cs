using NumaProbe.Shared.Events;

namespace NumaProbe.Shared.Findings;

/// <summary>What a thread of a deadlock waits for (argument A of <see cref="TraceKind.FindingWait"/>).</summary>
public enum FindingWait
{
    /// <summary>The lock of the event's device.</summary>
    DeviceLock = 0,

    /// <summary>An entry of asynchronous work, which is the holder's; without a holder it has not begun.</summary>
    AsyncWork = 1,

    /// <summary>The deferred probe work item, which the holder executes.</summary>
    DeferredWork = 2,

    /// <summary>A probe that runs in the holder.</summary>
    RunningProbe = 3,

    /// <summary>A lock of the whole machine, whose number is the event's argument E.</summary>
    NamedLock = 4,
}
