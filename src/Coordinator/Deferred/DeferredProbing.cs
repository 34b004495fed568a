using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Deferred;

/// <summary>
/// Deferred probing of drivers/base/dd.c: the pending and the active list, the trigger counter and the single work item that
/// retries. Owns the lists; the work item's queueing is <see cref="DeferredWork"/>'s.
/// </summary>
internal sealed class DeferredProbing
{
    private readonly DriverCore _core;
    private readonly LinkedList<DeviceEntry> _pending = new();
    private readonly LinkedList<DeviceEntry> _active = new();
    private readonly DeferredWork _work;
    private readonly DeferredTimeout _timeout;

    internal DeferredProbing(DriverCore core)
    {
        _core = core;
        _work = new DeferredWork(core);
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
    internal void Add(ThreadContext task, DeviceEntry device, DeferReason reason, int supplier)
    {
        if (device.DeferredNode is null)
        {
            device.DeferredNode = _pending.AddLast(device);
            _core.Trace(TraceKind.Deferred, task, device.Number, a: (long)reason, b: supplier);
        }
    }

    /// <summary>driver_deferred_probe_del().</summary>
    internal void Remove(ThreadContext task, DeviceEntry device)
    {
        if (device.DeferredNode is { } node)
        {
            node.List!.Remove(node);
            device.DeferredNode = null;
            _core.Trace(TraceKind.Undeferred, task, device.Number);
        }
    }

    /// <summary>driver_deferred_probe_trigger(): all pending become active, in order; the work item is queued on the caller's CPU.</summary>
    internal void Trigger(ThreadContext task)
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

        _core.Trace(TraceKind.Trigger, task, a: TriggerCount, b: moved);

        // with nothing to retry the item would find an empty list: it is not worth a message, and nobody can tell the difference but flush_work()
        if (_active.Count > 0 || _work.IsBusy)
        {
            _work.Queue(task.Cpu);
        }
    }

    /// <summary>flush_work(&amp;deferred_probe_work).</summary>
    internal Flow Flush(KernelTask task) => _work.Flush(task);

    /// <summary>deferred_probe_work_func(): retries the active devices one after another in the worker.</summary>
    internal async Flow RunWork(KernelTask task)
    {
        _work.Begin();
        while (_active.First is { } node)
        {
            _active.RemoveFirst();
            var device = node.Value;
            device.DeferredNode = null;
            _core.Trace(TraceKind.Retried, task, device.Number);
            await _core.Partition.Delay(task.TakeOwed() + _core.Model.Costs.DeferredRetryNs);
            var parent = _core.Model.Generation.DeferredRetryTakesParentLock ? await _core.Locks.TakeParent(task, device) : null;
            await _core.DeviceAttach.InitialProbe(task, device, isNew: false);
            _core.Locks.GiveParent(task, parent);
        }
    }

    /// <summary>The work item's function returned.</summary>
    internal void WorkEnded() => _work.End();

    /// <summary>deferred_probe_initcall(): enables triggers, triggers and waits twice, starts the timeout.</summary>
    internal async Flow LateInitcall(KernelTask task)
    {
        Enabled = true;
        Trigger(task.Context);
        await Flush(task);
        Trigger(task.Context);
        await Flush(task);
        _timeout.Start(_core.Model.CommandLine.DeferredProbeTimeout ?? _core.Model.Generation.DeferredProbeTimeoutSeconds, task);
        _core.Links.ResumeSyncState(task.Context);
    }

    /// <summary>deferred_probe_extend_timeout() of driver_register().</summary>
    internal void ExtendTimeout() => _timeout.Extend();
}
