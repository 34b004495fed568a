using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Waits;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator;

/// <summary>
/// The driver core: the one actor of the coordinator's partition. Accepts the requests of <see cref="CoreMessage"/> and
/// <see cref="Boot"/>. Owns buses, lists, cookies, counters and the kernel threads; what happens on a device or a node it asks of
/// their actors and must never touch itself.
/// </summary>
public sealed class DriverCoreActor : Actor
{
    private readonly DriverCore _core;

    private DriverCoreActor(MachineModel model, Partition partition, ITraceSink sink) =>
        _core = new DriverCore(model, partition, sink, Start);

    /// <summary>Number of scenario threads that have not finished their events.</summary>
    public int UnfinishedThreads => _core.Threads.Unfinished;

    /// <summary>Number of queued functions that have not returned: async entries and the deferred work item.</summary>
    public int UnfinishedJobs => _core.Async.Outstanding + (_core.Deferred.IsBusy ? 1 : 0);

    /// <summary>Fills the coordinator's partition and starts the kernel threads at virtual time 0.</summary>
    /// <param name="partition">The coordinator's partition, empty.</param>
    /// <param name="model">The machine.</param>
    /// <param name="sink">Where trace events go.</param>
    public static DriverCoreActor Populate(Partition partition, MachineModel model, ITraceSink sink)
    {
        ArgumentNullException.ThrowIfNull(partition);
        var actor = new DriverCoreActor(model, partition, sink);
        var id = partition.Register(ActorKinds.Core, 0, actor);
        partition.Send(id, new Boot(), ReplyTo.None, 0);
        return actor;
    }

    /// <summary>Records the state of every device, the deferred list and the threads that still wait. Called once, when nothing is left to do.</summary>
    /// <param name="atNs">A time after the last event of any partition, so that these events come last by time, not only by place.</param>
    public void ReportFinalState(long atNs) => _core.Threads.ReportFinalState(atNs);

    /// <summary>Records the threads that wait for each other. Called once after <see cref="ReportFinalState"/>, when the run hangs.</summary>
    /// <param name="waits">What watched the run's events.</param>
    /// <param name="atNs">The same time.</param>
    public void ReportDeadlocks(WaitGraph waits, long atNs)
    {
        ArgumentNullException.ThrowIfNull(waits);
        waits.Report(_core.Context.Tracer, _core.Context.Model.Generation, atNs);
    }

    /// <summary>The scenario has a thread of that id, and it has nothing to do at present.</summary>
    /// <param name="id">Id of a kernel thread.</param>
    public bool IsThreadIdle(int id) => _core.Threads.IsIdle(id);

    /// <summary>
    /// Goes on with a model that has more devices, drivers, rules, threads and events than the present one. Called between two events,
    /// before the partition's time reaches that of the new events: then everything happens as if they had been known from the start.
    /// </summary>
    /// <param name="model">An extension of the present model.</param>
    public void Extend(MachineModel model) => _core.Extend(model);

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case ProbeEntered entered when _core.Hotplug.IsChanging && _core.Context.Model.IsProbedByPci(entered.Device):
                Start(OnEnterAfterHotplug(entered, replyTo));
                break;
            case ProbeEntered entered:
                Reply(replyTo, _core.Outcomes.Enter(entered));
                break;
            case ProbeEnded ended:
                _core.Outcomes.End(ended);
                Reply(replyTo, Done.Instance);
                break;
            case DriverUnbound unbound:
                _core.Outcomes.Unbound(unbound);
                Reply(replyTo, Done.Instance);
                break;
            case IsBound isBound:
                Reply(replyTo, new BoundState(_core.Registry.IsBound(isBound.Device)));
                break;
            case JobDone done:
                _core.Async.Finish(done);
                break;
            case NextAsyncDriver next:
                Start(OnNextAsyncDriver(next, replyTo));
                break;
            case EndWalk end:
                _core.DeviceAttach.EndWalk(end.Walk);
                break;
            case RunDriverWalk walk:
                Start(RunAs(walk.Context, task => _core.DriverAttach.DriverAttachAsync(task, walk.Driver), replyTo));
                break;
            case CoreCall call:
                Start(OnCall(call, replyTo));
                break;
            case RunDeferredWork work:
                Start(OnDeferredWork(work, replyTo));
                break;
            case RunRegistration registration:
                Start(RunAs(registration.Context, task => _core.NdRegistration.Run(task, registration.Device), replyTo));
                break;
            case Boot:
                _core.Threads.Boot();
                break;
            default:
                OnStep(message, replyTo);
                break;
        }
    }

    /// <summary>What the rarer steps of probe bodies ask for.</summary>
    private void OnStep(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case IsPresent isPresent:
                Reply(replyTo, new PresentState(_core.Registry.Present(isPresent.Device) is { OnBus: true }));
                break;
            case TakeNamedLock take:
                Start(OnTakeLock(take, replyTo));
                break;
            case GiveNamedLock give:
                _core.NamedLocks.Give(give);
                break;
            case TakeIndex index:
                _core.Naming.Take(index);
                Reply(replyTo, Done.Instance);
                break;
            case SchedulePart schedule:
                Reply(replyTo, _core.Async.AsyncSchedulePart(schedule));
                break;
            case SynchronizeCookie synchronize:
                Start(RunAs(synchronize.Context, task => _core.Async.AsyncSynchronizeCookie(task, synchronize.Cookie), replyTo));
                break;
            case JoinScans:
                Reply(replyTo, new ScanJoined(_core.Scans.Join()));
                break;
            case AwaitEarlierScans wait:
                Start(RunAs(wait.Context, task => _core.Scans.WaitForEarlier(task, wait.Device, wait.Scan), replyTo));
                break;
            case EndScan end:
                _core.Scans.End(end.Scan);
                break;
            default:
                throw Unknown(message);
        }
    }

    /// <summary>cpu_hotplug_disable() waits for a change that is under way.</summary>
    private async Flow OnEnterAfterHotplug(ProbeEntered entered, ReplyTo replyTo)
    {
        await _core.Hotplug.WaitForChange(entered.Context.Thread);
        Reply(replyTo, _core.Outcomes.Enter(entered));
    }

    private async Flow OnTakeLock(TakeNamedLock take, ReplyTo replyTo)
    {
        await _core.NamedLocks.Take(take);
        Reply(replyTo, Done.Instance);
    }

    /// <summary>Runs something in the thread that asks, and says where it is then.</summary>
    private async Flow RunAs(ThreadContext context, Func<KernelTask, Flow> run, ReplyTo replyTo)
    {
        var task = new KernelTask(context);
        await run(task);
        Reply(replyTo, new CallDone(0, task.Cpu));
    }

    private async Flow OnNextAsyncDriver(NextAsyncDriver next, ReplyTo replyTo) =>
        Reply(replyTo, await _core.DeviceAttach.NextAsyncDriver(next));

    private async Flow OnCall(CoreCall call, ReplyTo replyTo)
    {
        var task = new KernelTask(call.Context);
        var result = await _core.Operations.Call(task, call.Ordinal, call.Operation, call.Target, inProbe: true);
        Reply(replyTo, new CallDone(result, task.Cpu));
    }

    private async Flow OnDeferredWork(RunDeferredWork work, ReplyTo replyTo)
    {
        var task = new KernelTask(work.Context);
        await _core.Retry.DeferredProbeWorkFunc(task);
        Reply(replyTo, new CallDone(0, task.Cpu));
        _core.Deferred.WorkEnded();
    }

    /// <summary>The machine is up: kernel threads begin.</summary>
    private sealed record Boot;
}
