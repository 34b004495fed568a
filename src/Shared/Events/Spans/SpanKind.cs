namespace NumaProbe.Shared.Events.Spans;

/// <summary>What a span is. The name in files is the member's in snake case; numbers are part of the run folder's format.</summary>
public enum SpanKind
{
    /// <summary>An operation of a thread, from call to return.</summary>
    Call = 1,

    /// <summary>An async entry, from being queued until a worker begins it.</summary>
    QueueWait = 2,

    /// <summary>A worker executes a work item.</summary>
    Job = 3,

    /// <summary>A thread waits for a device lock.</summary>
    LockWait = 4,

    /// <summary>A driver's probe.</summary>
    Probe = 5,

    /// <summary>From the return of a successful probe until the device is bound.</summary>
    Bind = 6,

    /// <summary>A thread waits for async work or for probes.</summary>
    SyncWait = 7,

    /// <summary>A driver's remove().</summary>
    Remove = 8,

    /// <summary>A thread waits for a named lock of the machine.</summary>
    NamedLockWait = 9,

    /// <summary>A part of a probe that runs as an asynchronous call of its own.</summary>
    Part = 10,
}
