using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// One device (struct device and device_private), living on its own node. Accepts the requests of <see cref="DeviceMessage"/>. Owns
/// the device lock, driver, pending driver, dead and ready, all changed under the lock only (but drvdata, which anybody writes); runs
/// probes and removals for the thread that asks, as really_probe() and __device_release_driver() do. What belongs to buses, lists and
/// counters it asks of the driver core. Generations differ in the pending driver, in who sees dead, and in the parent's lock.
/// </summary>
internal sealed class DeviceActor : Actor
{
    internal const int NoDriver = -1;

    private readonly NodeState _state;
    private readonly DeviceProbing _probing;
    private readonly ActorId? _parent;
    private DeviceLock _lock = new();
    private PendingSlot _pending;

    internal DeviceActor(NodeState state, DeviceProbing probing, CreateDevice create)
    {
        _state = state;
        _probing = probing;
        Device = create.Device;
        NumaNode = create.NumaNode;
        _parent = create.Parent;
        _pending.Driver = NoDriver;
        Ready = !state.HasReadyFlag;
    }

    internal int Device { get; }

    /// <summary>Its node after inheritance, -1 for none. A device whose node changes stays in the partition it was made in: its memory does not move.</summary>
    internal int NumaNode { get; private set; }

    /// <summary>The driver bound or being probed now, or -1 (dev->driver).</summary>
    internal int Driver { get; set; } = NoDriver;

    /// <summary>The driver whose driver-side async probe is pending, and its jobs; see <see cref="PendingDrivers"/>.</summary>
    internal ref PendingSlot Pending => ref _pending;

    /// <summary>Removal has begun (dev->p->dead).</summary>
    internal bool Dead { get; private set; }

    /// <summary>It has left sysfs: device_is_registered() says no. Told only where removal marks nothing earlier.</summary>
    internal bool HasLeftSysfs { get; private set; }

    /// <summary>The probe on its way to a worker of the node, or null (proposal of 2026).</summary>
    internal HandedOverProbe? HandedOver { get; set; }

    /// <summary>device_add() has come far enough (dev_ready_to_probe()).</summary>
    internal bool Ready { get; private set; }

    /// <summary>Number of the bound driver's instance, or -1.</summary>
    internal int Instance { get; set; } = -1;

    /// <summary>Probes begun.</summary>
    internal int Tries { get; set; }

    /// <summary>Its pages have been initialised: doing it again may be cheaper.</summary>
    internal bool HasInitialisedPages { get; set; }

    /// <summary>Failures of each driver that failed on the device, or null.</summary>
    internal Dictionary<int, int>? Failures { get; set; }

    /// <summary>Parts of its probes that are asynchronous calls of their own, or null while there were none.</summary>
    internal DeviceParts? Parts { get; set; }

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        Start(message switch
        {
            LockDevice request => OnLock(request, replyTo),
            UnlockDevice request => OnUnlock(request),
            ProbeLocked request => OnProbeLocked(request, replyTo),
            ProbeWithLock request => OnProbeWithLock(request, replyTo),
            ClaimAsync request => OnClaimAsync(request, replyTo),
            MarkDead request => OnMarkDead(request, replyTo),
            SetReady request => OnSetReady(request, replyTo),
            RemoveLocked request => OnRemoveLocked(request, replyTo),
            LeaveSysfs => OnLeaveSysfs(replyTo),
            SetDriverData => OnSetDriverData(replyTo),
            SetNumaNode request => OnSetNumaNode(request, replyTo),
            RunHandedOver request => OnHandedOver(request, replyTo),
            RunAttachJob { Side: AsyncSide.Driver } request => OnDriverSideJob(request, replyTo),
            RunAttachJob request => OnDeviceSideJob(request, replyTo),
            RunPart request => OnRunPart(request, replyTo),
            _ => throw Unknown(message),
        });
    }

    private async Flow OnLock(LockDevice request, ReplyTo replyTo)
    {
        await Lock(request.Context, request.WithParent);
        Reply(replyTo, new LockGranted(Dead, Driver));
    }

    private Flow OnUnlock(UnlockDevice request)
    {
        Unlock(request.Thread, request.WithParent);
        return Flow.Completed;
    }

    private async Flow OnProbeLocked(ProbeLocked request, ReplyTo replyTo)
    {
        Invariant.Require(_lock.Holder == request.Context.Thread, "probe-runs-under-the-device-lock", request.Context.Thread);
        Reply(replyTo, await _probing.Probe(this, request.Context, request.Driver, request.Defers, _state.DeviceSideIgnoresDead));
    }

    private async Flow OnProbeWithLock(ProbeWithLock request, ReplyTo replyTo)
    {
        await Lock(request.Context, withParent: true);
        var done = await _probing.Probe(this, request.Context, request.Driver, request.Defers);
        Unlock(request.Context.Thread, withParent: true);
        Reply(replyTo, done);
    }

    /// <summary>The asynchronous branch of __driver_attach() up to 6.12: only the device's own lock is taken. Up to 5.10 the job is queued under it.</summary>
    private async Flow OnClaimAsync(ClaimAsync request, ReplyTo replyTo)
    {
        await Lock(request.Context, withParent: false);
        var claimed = _probing.PendingDrivers.TryClaim(this, request.Context, request.Driver);
        if (!claimed || !request.KeepsLock)
        {
            Unlock(request.Context.Thread, withParent: false);
        }

        Reply(replyTo, claimed ? ClaimDone.Yes : ClaimDone.No);
    }

    /// <summary>kill_device() of device_del().</summary>
    private async Flow OnMarkDead(MarkDead request, ReplyTo replyTo)
    {
        await Lock(request.Context, withParent: false);
        Dead = true;
        Unlock(request.Context.Thread, withParent: false);
        Reply(replyTo, Done.Instance);
    }

    private async Flow OnSetReady(SetReady request, ReplyTo replyTo)
    {
        await Lock(request.Context, withParent: false);
        Ready = true;
        Unlock(request.Context.Thread, withParent: false);
        Reply(replyTo, Done.Instance);
    }

    private async Flow OnRemoveLocked(RemoveLocked request, ReplyTo replyTo)
    {
        Invariant.Require(_lock.Holder == request.Context.Thread, "remove-runs-under-the-device-lock", request.Context.Thread);
        await _probing.Remove(this, request.Context);
        Reply(replyTo, new ProbeDone(0, _state.Online.Nearest(request.Context.Cpu)));
    }

    private Flow OnLeaveSysfs(ReplyTo replyTo)
    {
        HasLeftSysfs = true;
        Reply(replyTo, Done.Instance);
        return Flow.Completed;
    }

    private Flow OnSetNumaNode(SetNumaNode request, ReplyTo replyTo)
    {
        NumaNode = request.NumaNode;
        Reply(replyTo, Done.Instance);
        return Flow.Completed;
    }

    private Flow OnSetDriverData(ReplyTo replyTo)
    {
        _probing.PendingDrivers.DriverDataSet(this);
        Reply(replyTo, Done.Instance);
        return Flow.Completed;
    }

    private async Flow OnHandedOver(RunHandedOver request, ReplyTo replyTo) => Reply(replyTo, await _probing.RunHandedOver(this, request.Context));

    /// <summary>__driver_attach_async_helper().</summary>
    private async Flow OnDriverSideJob(RunAttachJob request, ReplyTo replyTo)
    {
        await Lock(request.Context, withParent: true);
        var driver = _probing.PendingDrivers.Take(this);
        if (driver < 0 && Driver == NoDriver && !HasLeftSysfs)
        {
            Invariant.Require(_probing.PendingDrivers.IsInDriverData, "driver-side-job-has-a-driver", Device);

            // the kernel oopses here: this worker is gone, with the locks it holds
            Find(PendingDrivers.Fault(driver), request.Context, NoDriver);
            return;
        }

        var done = await _probing.Probe(this, request.Context, driver, defers: true);
        PendingDrivers.Ended(this, request.Context, driver, done.Result);
        Unlock(request.Context.Thread, withParent: true);
        Reply(replyTo, done);
    }

    /// <summary>__device_attach_async_helper(): whether it takes the parent's lock differs between generations.</summary>
    private async Flow OnDeviceSideJob(RunAttachJob request, ReplyTo replyTo)
    {
        var withParent = _state.Model.Generation.DeviceSideAsyncTakesParentLock;
        await Lock(request.Context, withParent);
        var cpu = request.Context.Cpu;
        if (Dead || Driver != NoDriver)
        {
            Skip(request.Context, Driver, Dead ? SkipReason.Dead : SkipReason.Bound);
        }
        else
        {
            cpu = await _probing.ProbeFirstAsyncDriver(this, request.Context);
        }

        Unlock(request.Context.Thread, withParent);
        Reply(replyTo, new ProbeDone(0, cpu));
    }

    private async Flow OnRunPart(RunPart request, ReplyTo replyTo) => Reply(replyTo, await _probing.RunPart(this, request));

    /// <summary>Records that the device was passed over.</summary>
    internal void Skip(ThreadContext context, int driver, SkipReason reason) =>
        _state.Tracer.Emit(new SkippedEvent(reason), NowNs, context.Thread, context.Cpu, Device, driver);

    /// <summary>Records what this kernel does wrong with the device.</summary>
    internal void Find(FindingKind kind, ThreadContext context, int driver, int otherDriver = NoDriver) => _state.Tracer.Find(
        kind, _state.Model.Generation, NowNs, context.Thread, context.Cpu, Device, driver, otherDriver, sinceNs: NowNs);

    /// <summary>__device_driver_lock(): the parent's lock first, where the bus needs it and the caller takes it.</summary>
    private Flow Lock(ThreadContext context, bool withParent) =>
        withParent && _parent is { } parent ? LockAfterParent(context, parent)
        : _lock.TryTake(context.Thread) ? Flow.Completed
        : LockAfterOthers(context);

    private async Flow LockAfterParent(ThreadContext context, ActorId parent)
    {
        await Ask<LockGranted>(parent, new LockDevice(context, WithParent: false));
        if (!_lock.TryTake(context.Thread))
        {
            await LockAfterOthers(context);
        }
    }

    private async Flow LockAfterOthers(ThreadContext context)
    {
        var since = NowNs;
        _state.Tracer.Emit(new LockWaitEvent(_lock.Holder), since, context.Thread, context.Cpu, Device);
        WorkerSleep.Begin(Partition, _state.Model, context.Thread);
        await _lock.Enqueue(context.Thread, Partition);
        WorkerSleep.End(Partition, _state.Model, context.Thread);
        Invariant.Require(_lock.Holder == context.Thread, "device-lock-is-handed-over", context.Thread);
        _state.Tracer.Emit(new LockAcquiredEvent(NowNs - since), NowNs, context.Thread, _state.Online.Nearest(context.Cpu), Device);
    }

    private void Unlock(int thread, bool withParent)
    {
        _lock.Release(thread);
        if (withParent && _parent is { } parent)
        {
            Send(parent, new UnlockDevice(thread, WithParent: false));
        }
    }
}
