using NumaProbe.Shared.Operations;

namespace NumaProbe.Shared.Messages;

/// <summary>What nodes say to the driver core. Message family: requests first, then their answers.</summary>
public abstract record CoreMessage;

/// <summary>Start of driver_probe_device(): count it, snapshot the triggers, check suppliers, take an instance. Answer: <see cref="ProbeAdmitted"/>.</summary>
/// <param name="Context">The probing thread.</param>
/// <param name="Device">Number of the device.</param>
/// <param name="Driver">Number of the driver.</param>
/// <param name="Defers">See <see cref="ProbeLocked"/>.</param>
public sealed record ProbeEntered(ThreadContext Context, int Device, int Driver, bool Defers) : CoreMessage;

/// <summary>End of driver_probe_device(): bind or give back, defer, trigger, count. Answer: <see cref="Done"/>.</summary>
/// <param name="Context">The probing thread.</param>
/// <param name="Device">Number of the device.</param>
/// <param name="Driver">Number of the driver.</param>
/// <param name="Defers">See <see cref="ProbeLocked"/>.</param>
/// <param name="Errno">0, or the positive errno of the driver's probe.</param>
/// <param name="TriggerCount">Snapshot from <see cref="ProbeAdmitted"/>.</param>
/// <param name="Instance">Instance from <see cref="ProbeAdmitted"/>.</param>
public sealed record ProbeEnded(
    ThreadContext Context, int Device, int Driver, bool Defers, int Errno, long TriggerCount, int Instance) : CoreMessage;

/// <summary>A device lost its driver. Answer: <see cref="Done"/>.</summary>
public sealed record DriverUnbound(ThreadContext Context, int Device, int Driver, int Instance) : CoreMessage;

/// <summary>device_is_bound() of another device. Answer: <see cref="BoundState"/>.</summary>
public sealed record IsBound(int Device) : CoreMessage;

/// <summary>Next asynchronous driver that matches, in registration order (second pass of the device side). Answer: <see cref="DriverFound"/>.</summary>
/// <param name="Context">The walking thread.</param>
/// <param name="Device">Number of the device.</param>
/// <param name="Walk">0 to begin a walk, else its number.</param>
public sealed record NextAsyncDriver(ThreadContext Context, int Device, int Walk) : CoreMessage;

/// <summary>The walk is over before its end. No answer.</summary>
public sealed record EndWalk(int Walk) : CoreMessage;

/// <summary>An operation called inside a probe. Answer: <see cref="CallDone"/>.</summary>
/// <param name="Context">The probing thread, one probe deeper.</param>
/// <param name="Ordinal">Number among operations inside probes.</param>
/// <param name="Operation">What is called.</param>
/// <param name="Target">Its target.</param>
public sealed record CoreCall(ThreadContext Context, int Ordinal, EventOperation Operation, string? Target) : CoreMessage;

/// <summary>driver_attach_async(): the walk of a driver over its bus, in a worker. Answer: <see cref="CallDone"/>.</summary>
/// <param name="Context">The worker.</param>
/// <param name="Driver">Number of the driver.</param>
public sealed record RunDriverWalk(ThreadContext Context, int Driver) : CoreMessage;

/// <summary>nd_async_device_register(): device_add() in a worker. Answer: <see cref="CallDone"/>.</summary>
/// <param name="Context">The worker.</param>
/// <param name="Device">Number of the device.</param>
public sealed record RunRegistration(ThreadContext Context, int Device) : CoreMessage;

/// <summary>scsi_prep_async_scan(): the host goes to the end of the list of scanning hosts. Answer: <see cref="ScanJoined"/>.</summary>
public sealed record JoinScans : CoreMessage;

/// <summary>wait_for_completion(&amp;data->prev_finished) of a scanning host. Answer: <see cref="CallDone"/>.</summary>
/// <param name="Context">The thread.</param>
/// <param name="Device">The host's device.</param>
/// <param name="Scan">Number of the scan.</param>
public sealed record AwaitEarlierScans(ThreadContext Context, int Device, long Scan) : CoreMessage;

/// <summary>scsi_finish_async_scan(): the host has published its devices. No answer.</summary>
/// <param name="Scan">Number of the scan.</param>
public sealed record EndScan(long Scan) : CoreMessage;

/// <summary>An async entry's function returned. No answer.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="IsExclusive">It is of the exclusive domain.</param>
public sealed record JobDone(long Cookie, bool IsExclusive) : CoreMessage;

/// <summary>The deferred work item's worker began: do the work. Answer: <see cref="CallDone"/>.</summary>
public sealed record RunDeferredWork(ThreadContext Context) : CoreMessage;

/// <summary>Is another device added? Answer: <see cref="PresentState"/>.</summary>
public sealed record IsPresent(int Device) : CoreMessage;

/// <summary>Take a lock of the whole machine, after those who asked before. Answer: <see cref="Done"/>.</summary>
/// <param name="Context">The thread.</param>
/// <param name="Device">Device whose probe it is.</param>
/// <param name="Lock">Number of the lock.</param>
public sealed record TakeNamedLock(ThreadContext Context, int Device, int Lock) : CoreMessage;

/// <summary>Give it back. No answer.</summary>
/// <param name="Context">The thread.</param>
/// <param name="Device">Device whose probe it is.</param>
/// <param name="Lock">Number of the lock.</param>
public sealed record GiveNamedLock(ThreadContext Context, int Device, int Lock) : CoreMessage;

/// <summary>Take a number of a naming class for the device. Answer: <see cref="Done"/>.</summary>
/// <param name="Context">The thread.</param>
/// <param name="Device">The device.</param>
/// <param name="Driver">Driver that probes it.</param>
/// <param name="Class">Number of the class.</param>
/// <param name="Of">Device whose number of another class it is about, or -1 for the device itself and its ancestors.</param>
public sealed record TakeIndex(ThreadContext Context, int Device, int Driver, int Class, int Of = -1) : CoreMessage;

/// <summary>async_schedule() inside a probe. Answer: <see cref="PartScheduled"/>.</summary>
/// <param name="Context">The probing thread.</param>
/// <param name="Device">The device.</param>
/// <param name="Part">Number of the part at its device.</param>
public sealed record SchedulePart(ThreadContext Context, int Device, int Part) : CoreMessage;

/// <summary>async_synchronize_cookie() inside a part of a probe. Answer: <see cref="CallDone"/>.</summary>
/// <param name="Context">The thread.</param>
/// <param name="Cookie">Every entry with a lower cookie must have ended.</param>
public sealed record SynchronizeCookie(ThreadContext Context, long Cookie) : CoreMessage;

/// <summary>Answer to <see cref="ProbeEntered"/>.</summary>
/// <param name="Supplier">Supplier that is not bound: the core refuses with -EPROBE_DEFER; else -1, or <see cref="DriverIsFreed"/>.</param>
/// <param name="TriggerCount">Triggers of deferred probing so far.</param>
/// <param name="Instance">Lowest free instance number.</param>
/// <param name="PhysfnIsProbed">It is a virtual function whose physical function is in its own probe (pci_physfn_is_probed()).</param>
public sealed record ProbeAdmitted(int Supplier, long TriggerCount, int Instance, bool PhysfnIsProbed) : CoreMessage
{
    /// <summary>In place of a supplier: the driver was unregistered, and what the kernel would do with it is not defined.</summary>
    public const int DriverIsFreed = -2;
}

/// <summary>Answer to <see cref="IsBound"/>.</summary>
public sealed record BoundState(bool Bound) : CoreMessage;

/// <summary>Answer to <see cref="IsPresent"/>.</summary>
public sealed record PresentState(bool Present) : CoreMessage;

/// <summary>Answer to <see cref="SchedulePart"/>.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Queued">A worker will run it; otherwise the caller must.</param>
public sealed record PartScheduled(long Cookie, bool Queued) : CoreMessage;

/// <summary>Answer to <see cref="JoinScans"/>.</summary>
/// <param name="Scan">Number of the scan, in the order of joining.</param>
public sealed record ScanJoined(long Scan) : CoreMessage;

/// <summary>Answer to <see cref="NextAsyncDriver"/>.</summary>
/// <param name="Driver">Number of the driver, or -1 at the end.</param>
/// <param name="Walk">Number of the walk.</param>
public sealed record DriverFound(int Driver, int Walk) : CoreMessage;

/// <summary>An operation returned.</summary>
/// <param name="Result">What it returned.</param>
/// <param name="Cpu">CPU the thread is on now.</param>
public sealed record CallDone(int Result, int Cpu) : CoreMessage;
