using System.Runtime.InteropServices;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Shared.Messages;

/// <summary>
/// What driver-core code may ask of a device's actor: one method a request of <see cref="DeviceMessage"/>, with its typed answer. Each is answered by the
/// method of DeviceActor (src/Node/Devices) that has the request's name with <c>On</c> before it. Owns nothing.
/// </summary>
/// <param name="caller">The partition whose flow asks.</param>
/// <param name="device">The device's actor.</param>
[StructLayout(LayoutKind.Auto)]
public readonly struct DeviceCalls(Partition caller, ActorId device)
{
    /// <summary>See <see cref="LockDevice"/>.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="withParent">The parent's first, where the bus needs it.</param>
    /// <param name="afterNs">What the thread does before it asks, virtual nanoseconds.</param>
    public AskAwaitable<LockGranted> LockDevice(ThreadContext context, bool withParent, long afterNs) =>
        caller.Ask<LockGranted>(device, new LockDevice(context, withParent), afterNs);

    /// <summary>See <see cref="UnlockDevice"/>.</summary>
    /// <param name="thread">Number of the thread that holds the lock.</param>
    /// <param name="withParent">The parent's too, when it was taken with it.</param>
    public void UnlockDevice(int thread, bool withParent) => caller.Send(device, new UnlockDevice(thread, withParent), ReplyTo.None, 0);

    /// <summary>See <see cref="ProbeLocked"/>.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="defers">driver_probe_device() and not only __driver_probe_device().</param>
    public AskAwaitable<ProbeDone> ProbeLocked(ThreadContext context, int driver, bool defers) =>
        caller.Ask<ProbeDone>(device, new ProbeLocked(context, driver, defers));

    /// <summary>See <see cref="ProbeWithLock"/>.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="defers">driver_probe_device() and not only __driver_probe_device().</param>
    /// <param name="afterNs">What the thread does before it asks, virtual nanoseconds.</param>
    public AskAwaitable<ProbeDone> ProbeWithLock(ThreadContext context, int driver, bool defers, long afterNs) =>
        caller.Ask<ProbeDone>(device, new ProbeWithLock(context, driver, defers), afterNs);

    /// <summary>See <see cref="ClaimAsync"/>.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="keepsLock">The thread goes on holding the lock of a device that it claimed.</param>
    /// <param name="afterNs">What the thread does before it asks, virtual nanoseconds.</param>
    public AskAwaitable<ClaimDone> ClaimAsync(ThreadContext context, int driver, bool keepsLock, long afterNs) =>
        caller.Ask<ClaimDone>(device, new ClaimAsync(context, driver, keepsLock), afterNs);

    /// <summary>See <see cref="RunAttachJob"/>: of a job that runs in its caller.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="side">Whose job it is.</param>
    /// <param name="afterNs">What the thread does before it asks, virtual nanoseconds.</param>
    public AskAwaitable<ProbeDone> RunAttachJob(ThreadContext context, AsyncSide side, long afterNs) =>
        caller.Ask<ProbeDone>(device, new RunAttachJob(context, side), afterNs);

    /// <summary>See <see cref="RemoveLocked"/>.</summary>
    /// <param name="context">The thread.</param>
    public AskAwaitable<ProbeDone> RemoveLocked(ThreadContext context) => caller.Ask<ProbeDone>(device, new RemoveLocked(context));

    /// <summary>See <see cref="SetReady"/>.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="afterNs">What the thread does before it asks, virtual nanoseconds.</param>
    public AskAwaitable<Done> SetReady(ThreadContext context, long afterNs) => caller.Ask<Done>(device, new SetReady(context), afterNs);

    /// <summary>See <see cref="SetDriverData"/>.</summary>
    public AskAwaitable<Done> SetDriverData() => caller.Ask<Done>(device, new SetDriverData());

    /// <summary>See <see cref="MarkDead"/>.</summary>
    /// <param name="context">The thread.</param>
    public AskAwaitable<Done> MarkDead(ThreadContext context) => caller.Ask<Done>(device, new MarkDead(context));

    /// <summary>See <see cref="LeaveSysfs"/>.</summary>
    /// <param name="afterNs">What the thread does before it asks, virtual nanoseconds.</param>
    public AskAwaitable<Done> LeaveSysfs(long afterNs) => caller.Ask<Done>(device, new LeaveSysfs(), afterNs);

    /// <summary>See <see cref="SetNumaNode"/>.</summary>
    /// <param name="node">The node, -1 for none.</param>
    public AskAwaitable<Done> SetNumaNode(int node) => caller.Ask<Done>(device, new SetNumaNode(node));
}
