using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Async;

/// <summary>
/// kernel/async.c: cookies, the limit of outstanding entries with its inline fallback, and the two domains. Owns the next cookie; the
/// functions run on nodes.
/// </summary>
internal sealed class AsyncEntries
{
    /// <summary>MAX_WORK of kernel/async.c: an entry is refused when more than this many are outstanding.</summary>
    internal const int MaxWork = 32768;

    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly CpuSelection _cpuSelection;
    private readonly AsyncDomain _default;
    private readonly AsyncDomain _exclusive;
    private readonly HashSet<int> _users = [];
    private readonly Dictionary<long, DeviceEntry>? _jobsOfDevices;
    private readonly bool _hasNodeHint;
    private readonly bool _remembersUse;
    private long _nextCookie = 1;

    internal AsyncEntries(CoreContext core, BusRegistry registry, CpuSelection cpuSelection)
    {
        _core = core;
        _registry = registry;
        _cpuSelection = cpuSelection;
        _default = new AsyncDomain(core, SyncDomain.Full);
        _exclusive = new AsyncDomain(core, SyncDomain.Exclusive);
        _remembersUse = core.Model.Generation.ModuleLoadWaitsOnlyForItsOwn;
        _hasNodeHint = core.Model.Generation.AsyncNodeHint;
        _jobsOfDevices = core.Model.Generation.DeadFlag == DeadFlag.Everywhere ? null : [];
    }

    /// <summary>Entries whose function has not returned, of both domains.</summary>
    internal int Outstanding => _default.Count + _exclusive.Count;

    private bool IsFull => Outstanding > MaxWork;

    /// <summary>async_schedule_dev(): one job near the device's node; at the limit the function runs here, on no list.</summary>
    internal Flow AsyncScheduleDev(KernelTask task, DeviceEntry device, AsyncSide side) =>
        AsyncScheduleDevNocall(task, device, side) ? Flow.Completed : RunInline(task, device, side);

    private async Flow RunInline(KernelTask task, DeviceEntry device, AsyncSide side)
    {
        var cookie = _nextCookie++;
        _core.Trace(new AsyncInlineEvent(cookie, side), task, device.Number);
        var done = await _core.Ask(device.Address).RunAttachJob(task.Context, side, task.TakeOwed());
        task.Cpu = done.Cpu;
    }

    /// <summary>async_schedule_dev_nocall(): false when refused; nothing has happened then.</summary>
    internal bool AsyncScheduleDevNocall(KernelTask task, DeviceEntry device, AsyncSide side)
    {
        task.Owe(_core.Model.Costs.AsyncScheduleNs);
        if (IsFull)
        {
            return false;
        }

        var node = _hasNodeHint ? device.NumaNode : MachineTopology.NoNode;
        var (cpu, pod) = _cpuSelection.Near(node, task.Cpu);
        if (_jobsOfDevices is not null)
        {
            device.Users++;
            _jobsOfDevices[_nextCookie] = device;
        }

        Queue(task, device.Number, node, pod, new WorkItem(_nextCookie++, side, device.Address, pod.Id, cpu));
        return true;
    }

    /// <summary>async_schedule(driver_attach_async): one job for the driver, on no node in particular; at the limit the walk happens here.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="driver">The driver.</param>
    /// <param name="walk">driver_attach_async() itself.</param>
    internal async Flow AsyncSchedule(KernelTask task, int driver, Func<KernelTask, int, Flow> walk)
    {
        task.Owe(_core.Model.Costs.AsyncScheduleNs);
        if (IsFull)
        {
            _core.Trace(new AsyncInlineEvent(_nextCookie++, AsyncSide.Walk), task, driver: driver);
            await walk(task, driver);
            return;
        }

        var (cpu, pod) = _cpuSelection.Unbound(task.Cpu);
        var item = new WorkItem(_nextCookie++, AsyncSide.Walk, default, pod.Id, cpu, Driver: driver);
        Queue(task, -1, MachineTopology.NoNode, pod, item);
    }

    /// <summary>The task has queued asynchronous work since <see cref="ForgetUse"/> (PF_USED_ASYNC).</summary>
    internal bool WasUsedBy(KernelTask task) => _users.Contains(task.Thread);

    /// <summary>do_init_module() begins: what the task queued before does not count.</summary>
    internal void ForgetUse(KernelTask task) => _users.Remove(task.Thread);

    /// <summary>async_schedule_node() or async_schedule_node_domain() of a job that sleeps.</summary>
    internal async Flow AsyncScheduleNode(KernelTask task, int eventNumber, int node, long sleepNs, bool isExclusive = false)
    {
        task.Owe(_core.Model.Costs.AsyncScheduleNs);
        if (IsFull)
        {
            await _core.Partition.Delay(task.TakeOwed());
            _core.Trace(new AsyncInlineEvent(_nextCookie++, AsyncSide.Raw), task);
            _core.Trace(new RawJobStartEvent(eventNumber, node), task);
            await _core.Sleep(task.Thread, sleepNs);
            _core.Trace(new RawJobEndEvent(eventNumber, node), task);
            return;
        }

        var (cpu, pod) = _cpuSelection.Near(_hasNodeHint ? node : MachineTopology.NoNode, task.Cpu);
        Queue(
            task, -1, node, pod, new WorkItem(_nextCookie++, AsyncSide.Raw, default, pod.Id, cpu, eventNumber, node, sleepNs, isExclusive));
    }

    /// <summary>async_schedule_dev_domain(nd_async_device_register): in the exclusive domain; at the limit the device is added here.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="device">The device.</param>
    /// <param name="node">Its node.</param>
    /// <param name="register">nd_async_device_register() itself.</param>
    internal async Flow AsyncScheduleDevDomain(KernelTask task, int device, int node, Func<KernelTask, int, Flow> register)
    {
        task.Owe(_core.Model.Costs.AsyncScheduleNs);
        if (IsFull)
        {
            _core.Trace(new AsyncInlineEvent(_nextCookie++, AsyncSide.Registration), task, device);
            await register(task, device);
            return;
        }

        var (cpu, pod) = _cpuSelection.Near(node, task.Cpu);
        Queue(
            task, device, node, pod,
            new WorkItem(_nextCookie++, AsyncSide.Registration, default, pod.Id, cpu, Event: device, IsExclusive: true));
    }

    /// <summary>async_schedule() inside a probe: no node is asked for; refused at the limit, and the caller runs the part itself.</summary>
    internal PartScheduled AsyncSchedulePart(SchedulePart request)
    {
        var cookie = _nextCookie++;
        if (IsFull)
        {
            _core.Trace(new AsyncInlineEvent(cookie, AsyncSide.Part), request.Context, request.Device);
            return new PartScheduled(cookie, Queued: false);
        }

        var (cpu, pod) = _cpuSelection.Unbound(request.Context.Cpu);
        var address = _registry.Current(request.Device).Address;
        Queue(
            new KernelTask(request.Context), request.Device, MachineTopology.NoNode, pod,
            new WorkItem(cookie, AsyncSide.Part, address, pod.Id, cpu, request.Part));
        return new PartScheduled(cookie, Queued: true);
    }

    /// <summary>
    /// async_synchronize_full(): waits until no entry of a registered domain is pending. Called inside a job it waits for that job: it never
    /// returns.
    /// </summary>
    /// <param name="task">The thread.</param>
    /// <param name="lockedDevice">The device that it is releasing and whose lock it holds, or -1.</param>
    internal Flow AsyncSynchronizeFull(KernelTask task, int lockedDevice = -1)
    {
        if (task.Context.CurrentIsAsync)
        {
            _core.Trace(new WarningEvent(WarningKind.SynchronizesInsideJob), task);
        }

        return _default.Synchronize(task, long.MaxValue, lockedDevice);
    }

    /// <summary>async_synchronize_cookie(): waits until every entry of the default domain with a lower cookie has ended.</summary>
    internal Flow AsyncSynchronizeCookie(KernelTask task, long cookie) => _default.Synchronize(task, cookie);

    /// <summary>async_synchronize_full_domain().</summary>
    internal Flow AsyncSynchronizeFullDomain(KernelTask task, bool exclusive) => (exclusive ? _exclusive : _default).Synchronize(task, long.MaxValue);

    /// <summary>The function of an entry returned (end of async_run_entry_fn()).</summary>
    internal void Finish(JobDone done)
    {
        (done.IsExclusive ? _exclusive : _default).End(done.Cookie);
        if (_jobsOfDevices is not null && _jobsOfDevices.Remove(done.Cookie, out var device))
        {
            device.Users--;
        }
    }

    private void Queue(KernelTask task, int device, int node, Pod pod, WorkItem item)
    {
        (item.IsExclusive ? _exclusive : _default).Add(item.Cookie);
        if (_remembersUse)
        {
            _users.Add(task.Thread);
        }

        _core.Trace(new AsyncScheduledEvent(item.Cookie, item.Side, node, item.Cpu, item.Pool), task, device, item.Driver);
        _core.Partition.Send(Addresses.WorkQueue(pod.HomeNode), new QueueWork(item), ReplyTo.None, _core.Model.Costs.AsyncScheduleNs);
    }
}
