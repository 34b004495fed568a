using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Deferred;

/// <summary>
/// deferred_probe_work on system_unbound_wq (up to 5.10 on system_wq, which stays on the triggering CPU): one work item, queued at most once,
/// never running twice at a time. While it runs a new queueing waits and goes to the same pool (non-reentrancy of kernel/workqueue.c).
/// </summary>
internal sealed class DeferredWork
{
    private readonly CoreContext _core;
    private readonly CpuSelection _cpuSelection;
    private readonly bool _staysOnCpu;
    private Signal? _running;
    private Signal? _queued;
    private (int Cpu, Pod? Pod) _place;

    internal DeferredWork(CoreContext core, CpuSelection cpuSelection)
    {
        _core = core;
        _cpuSelection = cpuSelection;
        _staysOnCpu = core.Model.Generation.DeferredWorkStaysOnCpu;
    }

    /// <summary>Queued or running.</summary>
    internal bool IsBusy => _running is not null || _queued is not null;

    /// <summary>queue_work() by a thread on a CPU; nothing happens if it is queued already.</summary>
    internal void Queue(int cpu)
    {
        if (_queued is not null)
        {
            return;
        }

        _queued = new Signal(_core.Partition);
        if (_running is null)
        {
            _place = _staysOnCpu ? (cpu, null) : _cpuSelection.Unbound(cpu);
            Send();
        }
    }

    /// <summary>A worker began.</summary>
    internal void Begin()
    {
        Invariant.Require(_running is null && _queued is not null, "deferred-work-runs-once");
        _running = _queued;
        _queued = null;
    }

    /// <summary>The worker is through.</summary>
    internal void End()
    {
        var running = _running;
        _running = null;
        running!.Raise();
        if (_queued is not null)
        {
            Send();
        }
    }

    /// <summary>flush_work(): waits for the last queueing before now.</summary>
    internal async Flow Flush(KernelTask task)
    {
        if ((_queued ?? _running) is { } last)
        {
            _core.Trace(new SyncWaitEvent(SyncDomain.DeferredWork), task);
            await _core.Wait(task.Thread, last);
            _core.Trace(new SyncDoneEvent(SyncDomain.DeferredWork), task);
        }
    }

    private void Send()
    {
        var item = new WorkItem(0, AsyncSide.Deferred, default, _place.Pod?.Id ?? -1, _place.Cpu);
        var queue = _place.Pod is { } pod ? Addresses.WorkQueue(pod.HomeNode) : Addresses.CpuWorkQueue(_core.Model.NodeOfCpu(_place.Cpu));
        _core.Partition.Send(queue, new QueueWork(item), ReplyTo.None, 0);
    }
}
