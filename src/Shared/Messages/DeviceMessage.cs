using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Shared.Messages;

/// <summary>What the coordinator and workers say to a device actor. Message family: requests first, then their answers.</summary>
public abstract record DeviceMessage;

/// <summary>To a node's root: make the actor of a device that is being added.</summary>
/// <param name="Index">Its place in the node's device table.</param>
/// <param name="Device">Number of the device.</param>
/// <param name="NumaNode">Its node after inheritance, -1 for none.</param>
/// <param name="Parent">Address of the parent's actor, when its lock is needed for binding; else null.</param>
public sealed record CreateDevice(int Index, int Device, int NumaNode, ActorId? Parent) : DeviceMessage;

/// <summary>device_lock(), after the parent's when asked. Answer: <see cref="LockGranted"/>.</summary>
public sealed record LockDevice(ThreadContext Context, bool WithParent) : DeviceMessage;

/// <summary>device_unlock(), and the parent's when it was taken with it. No answer.</summary>
public sealed record UnlockDevice(int Thread, bool WithParent) : DeviceMessage;

/// <summary>driver_probe_device() under a lock the thread holds. Answer: <see cref="ProbeDone"/>.</summary>
/// <param name="Context">The probing thread.</param>
/// <param name="Driver">Number of the driver.</param>
/// <param name="Defers">False for __driver_probe_device() alone (bind by hand): no count, no deferral.</param>
public sealed record ProbeLocked(ThreadContext Context, int Driver, bool Defers) : DeviceMessage;

/// <summary>Lock with the parent if needed, driver_probe_device(), unlock. Answer: <see cref="ProbeDone"/>.</summary>
public sealed record ProbeWithLock(ThreadContext Context, int Driver, bool Defers) : DeviceMessage;

/// <summary>Driver side, asynchronous: under the lock, note the driver as pending if nobody has the device. Answer: <see cref="ClaimDone"/>.</summary>
/// <param name="Context">The registering thread.</param>
/// <param name="Driver">Number of the driver.</param>
/// <param name="KeepsLock">When it is claimed the thread goes on holding the lock (queueing under it).</param>
public sealed record ClaimAsync(ThreadContext Context, int Driver, bool KeepsLock) : DeviceMessage;

/// <summary>kill_device() under the lock. Answer: <see cref="Done"/>.</summary>
public sealed record MarkDead(ThreadContext Context) : DeviceMessage;

/// <summary>kobject_del() at the end of device_del(): device_is_registered() says no from now on. Without a lock. Answer: <see cref="Done"/>.</summary>
public sealed record LeaveSysfs : DeviceMessage;

/// <summary>dev_set_drvdata() by somebody who is no driver, without a lock. Answer: <see cref="Done"/>.</summary>
public sealed record SetDriverData : DeviceMessage;

/// <summary>set_dev_node(), without a lock: what is probed next finds the new node. The actor stays where it was made. Answer: <see cref="Done"/>.</summary>
/// <param name="NumaNode">The node, -1 for none.</param>
public sealed record SetNumaNode(int NumaNode) : DeviceMessage;

/// <summary>dev_set_ready_to_probe() under the lock. Answer: <see cref="Done"/>.</summary>
public sealed record SetReady(ThreadContext Context) : DeviceMessage;

/// <summary>The driver's remove() and unbinding, under a lock the thread holds. Answer: <see cref="ProbeDone"/> with result 0.</summary>
public sealed record RemoveLocked(ThreadContext Context) : DeviceMessage;

/// <summary>The async helper of one side. Answer: <see cref="ProbeDone"/>, whose result tells nothing.</summary>
public sealed record RunAttachJob(ThreadContext Context, AsyncSide Side) : DeviceMessage;

/// <summary>A worker runs a part of a probe. Answer: <see cref="ProbeDone"/>, whose result tells nothing.</summary>
/// <param name="Context">The worker.</param>
/// <param name="Part">Number of the part at its device.</param>
/// <param name="Cookie">Its cookie.</param>
public sealed record RunPart(ThreadContext Context, int Part, long Cookie) : DeviceMessage;

/// <summary>The body of a synchronous probe that was handed to a worker; the thread that handed it over holds the lock. Answer: <see cref="ProbeDone"/>.</summary>
public sealed record RunHandedOver(ThreadContext Context) : DeviceMessage;

/// <summary>The lock is held; what the device looked like at that moment.</summary>
/// <param name="Dead">Removal has begun.</param>
/// <param name="Driver">Driver bound, or -1.</param>
public sealed record LockGranted(bool Dead, int Driver) : DeviceMessage;

/// <summary>A probe ended.</summary>
/// <param name="Result">0 bound; positive errno: the driver's probe failed; negative: the core refused.</param>
/// <param name="Cpu">CPU the thread is on now.</param>
public sealed record ProbeDone(int Result, int Cpu) : DeviceMessage;

/// <summary>Answer to <see cref="ClaimAsync"/>.</summary>
/// <param name="Claimed">The caller shall schedule the job.</param>
public sealed record ClaimDone(bool Claimed) : DeviceMessage
{
    /// <summary>Nobody had the device.</summary>
    public static ClaimDone Yes { get; } = new(Claimed: true);

    /// <summary>Somebody has it.</summary>
    public static ClaimDone No { get; } = new(Claimed: false);
}

/// <summary>Answer without content.</summary>
public sealed record Done : DeviceMessage
{
    /// <summary>The only one.</summary>
    public static Done Instance { get; } = new();
}
