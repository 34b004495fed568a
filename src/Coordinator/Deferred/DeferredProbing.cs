using NumaProbe.Coordinator.Links;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Deferred;

/// <summary>
/// Deferred probing of drivers/base/dd.c: the pending and the active list, the trigger counter and the single work item. Owns the lists; the work item's
/// queueing is <see cref="DeferredWork"/>'s, its function is deferred_probe_work_func(), which attaches devices (DeferredRetry).
/// </summary>
internal sealed class DeferredProbing
{
    private readonly CoreContext _core;
    private readonly DeviceLinks _links;
    private readonly LinkedList<DeviceEntry> _pending = new();
    private readonly LinkedList<DeviceEntry> _active = new();
    private readonly DeferredWork _work;
    private readonly DeferredTimeout _timeout;

    internal DeferredProbing(CoreContext core, CpuSelection cpuSelection, DeviceLinks links)
    {
        _core = core;
        _links = links;
        _work = new DeferredWork(core, cpuSelection);
        _timeout = new DeferredTimeout(core, this);
        Enabled = !core.Model.BootsInScenario;
    }

    /// <summary>Triggers so far (deferred_trigger_count).</summary>
    internal long TriggerCount { get; private set; }

    /// <summary>The work item is queued or runs.</summary>
    internal bool IsBusy => _work.IsBusy;

    /// <summary>Devices waiting for a trigger, in the order they were deferred.</summary>
    internal IEnumerable<DeviceEntry> Pending => _pending;

    /// <summary>Set by the late initcall (driver_deferred_probe_enable).</summary>
    private bool Enabled { get; set; }

    /// <summary>driver_deferred_probe_add().</summary>
    internal void DriverDeferredProbeAdd(ThreadContext task, DeviceEntry device, DeferReason reason, int supplier)
    {
        if (device.DeferredNode is null)
        {
            device.DeferredNode = _pending.AddLast(device);
            _core.Trace(new DeferredEvent(reason, supplier), task, device.Number);
        }
    }

    /// <summary>driver_deferred_probe_del().</summary>
    internal void DriverDeferredProbeDel(ThreadContext task, DeviceEntry device)
    {
        if (device.DeferredNode is { } node)
        {
            node.List!.Remove(node);
            device.DeferredNode = null;
            _core.Trace(default(UndeferredEvent), task, device.Number);
        }
    }

    /// <summary>driver_deferred_probe_trigger(): all pending become active, in order; the work item is queued on the caller's CPU.</summary>
    internal void DriverDeferredProbeTrigger(ThreadContext task)
    {
        if (!Enabled)
        {
            return;
        }

        TriggerCount++;
        var moved = _pending.Count;
        while (_pending.First is { } node)
        {
            _pending.RemoveFirst();
            _active.AddLast(node);
        }

        _core.Trace(new TriggerEvent(TriggerCount, moved), task);

        // with nothing to retry the item would find an empty list: it is not worth a message, and nobody can tell the difference but flush_work()
        if (_active.Count > 0 || _work.IsBusy)
        {
            _work.Queue(task.Cpu);
        }
    }

    /// <summary>flush_work(&amp;deferred_probe_work).</summary>
    internal Flow FlushWork(KernelTask task) => _work.Flush(task);

    /// <summary>A worker begins with the work item.</summary>
    internal void WorkBegins() => _work.Begin();

    /// <summary>Takes the next active device for a retry; null when there is none.</summary>
    internal DeviceEntry? TakeActive(KernelTask task)
    {
        if (_active.First is not { } node)
        {
            return null;
        }

        _active.RemoveFirst();
        var device = node.Value;
        device.DeferredNode = null;
        _core.Trace(default(RetriedEvent), task, device.Number);
        return device;
    }

    /// <summary>The work item's function returned.</summary>
    internal void WorkEnded() => _work.End();

    /// <summary>deferred_probe_initcall(): enables triggers, triggers and waits twice, starts the timeout.</summary>
    internal async Flow DeferredProbeInitcall(KernelTask task)
    {
        Enabled = true;
        DriverDeferredProbeTrigger(task.Context);
        await FlushWork(task);
        DriverDeferredProbeTrigger(task.Context);
        await FlushWork(task);
        _timeout.Start(_core.Model.CommandLine.DeferredProbeTimeout ?? _core.Model.Generation.DeferredProbeTimeoutSeconds, task);
        _links.ResumeSyncState(task.Context);
    }

    /// <summary>deferred_probe_extend_timeout() of driver_register().</summary>
    internal void DeferredProbeExtendTimeout() => _timeout.Extend();
}
