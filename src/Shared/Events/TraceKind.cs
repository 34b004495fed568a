using NumaProbe.Shared.Findings;

namespace NumaProbe.Shared.Events;

/// <summary>
/// The vocabulary of trace events. The name in files is the member's in snake case; what each says beside that is the record of
/// its name (<see cref="IEventArguments"/>). Numbers are part of the run folder's format: never reuse one.
/// </summary>
public enum TraceKind : byte
{
    /// <summary>A thread calls an operation.</summary>
    CallStart = 1,

    /// <summary>The operation returns.</summary>
    CallEnd = 2,

    /// <summary>The device is on its bus (bus_add_device).</summary>
    DeviceAdded = 3,

    /// <summary>Removal of the device begins (BUS_NOTIFY_DEL_DEVICE).</summary>
    DeviceDeleting = 4,

    /// <summary>The device is gone.</summary>
    DeviceRemoved = 5,

    /// <summary>The driver is on its bus's list.</summary>
    DriverAdded = 6,

    /// <summary>The driver left its bus's list.</summary>
    DriverRemoved = 7,

    /// <summary>match() of the bus said yes.</summary>
    Matched = 8,

    /// <summary>An async entry got its cookie and was queued.</summary>
    AsyncScheduled = 9,

    /// <summary>An async entry could not be queued and ran (or was redone) in its caller.</summary>
    AsyncInline = 10,

    /// <summary>A worker pool created a worker.</summary>
    WorkerSpawned = 11,

    /// <summary>A work item was held back by max_active.</summary>
    ItemInactive = 12,

    /// <summary>A held back work item became runnable.</summary>
    ItemActivated = 13,

    /// <summary>A worker began to execute a work item.</summary>
    JobStart = 14,

    /// <summary>A worker finished a work item.</summary>
    JobEnd = 15,

    /// <summary>A thread began to wait for a device lock.</summary>
    LockWait = 16,

    /// <summary>A thread that had waited got the lock.</summary>
    LockAcquired = 17,

    /// <summary>The driver's probe begins.</summary>
    ProbeStart = 18,

    /// <summary>The driver's probe returned.</summary>
    ProbeEnd = 19,

    /// <summary>What the probe that just ended spent its time on.</summary>
    ProbeCost = 20,

    /// <summary>The device is bound (driver_bound).</summary>
    Bound = 21,

    /// <summary>A probe failed and the device stays unbound (BUS_NOTIFY_DRIVER_NOT_BOUND).</summary>
    NotBound = 22,

    /// <summary>A naming class gave an index.</summary>
    NameAssigned = 23,

    /// <summary>The device was put on the deferred list.</summary>
    Deferred = 24,

    /// <summary>The device left the deferred list.</summary>
    Undeferred = 25,

    /// <summary>All pending deferred devices were made active.</summary>
    Trigger = 26,

    /// <summary>The deferred worker takes a device up again.</summary>
    Retried = 27,

    /// <summary>A probe or a schedule was skipped.</summary>
    Skipped = 28,

    /// <summary>A thread began to synchronise.</summary>
    SyncWait = 29,

    /// <summary>The synchronisation ended.</summary>
    SyncDone = 30,

    /// <summary>A worker moved to another CPU.</summary>
    Migrated = 31,

    /// <summary>remove() of the driver begins.</summary>
    RemoveStart = 32,

    /// <summary>remove() of the driver returned.</summary>
    RemoveEnd = 33,

    /// <summary>The device lost its driver (BUS_NOTIFY_UNBOUND_DRIVER).</summary>
    Unbound = 34,

    /// <summary>A CPU went offline or came online.</summary>
    CpuState = 35,

    /// <summary>The deferred probe timeout fired.</summary>
    DeferredTimeout = 36,

    /// <summary>sync_state() of a supplier: all its consumers are bound.</summary>
    SyncState = 37,

    /// <summary>A warning the kernel would print.</summary>
    Warning = 38,

    /// <summary>A raw async job (async_job) began its own work.</summary>
    RawJobStart = 39,

    /// <summary>A raw async job ended its own work.</summary>
    RawJobEnd = 40,

    /// <summary>State of a device when the run ended.</summary>
    FinalDevice = 41,

    /// <summary>A device on the deferred list when the run ended.</summary>
    FinalDeferred = 42,

    /// <summary>A thread (in an event, argument A), or a worker (in an operation inside a probe; -1), that still waited when nothing could happen any more.</summary>
    Blocked = 43,

    /// <summary>What this kernel does wrong here and a later one may do right.</summary>
    Finding = 44,

    /// <summary>One step of the cycle of the deadlock that the last <see cref="Finding"/> told of: who waits for what, and who has it.</summary>
    FindingWait = 45,

    /// <summary>A synchronous probe was handed to a worker on the device's node; the thread waits for it.</summary>
    HandedOver = 46,

    /// <summary>"probe of NAME returned R after T usecs" of initcall_debug.</summary>
    ProbeReturned = 47,

    // 48 to 59 are left to what older kernels do wrong

    /// <summary>A thread began to wait for a named lock.</summary>
    NamedLockWait = 60,

    /// <summary>A thread that had waited got the named lock.</summary>
    NamedLockAcquired = 61,

    /// <summary>A thread gave a named lock back.</summary>
    NamedLockReleased = 62,

    /// <summary>A naming class took a number back.</summary>
    NameReleased = 63,

    /// <summary>A part of a probe that runs as an asynchronous call of its own begins.</summary>
    PartStart = 64,

    /// <summary>Such a part ended, and what it spent its time on.</summary>
    PartEnd = 65,

    /// <summary>A device got another node: by hand, or with another parent.</summary>
    NodeChanged = 66,
}
