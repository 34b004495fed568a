using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Threads;

/// <summary>Carries out the operations that events and probes call, and records each call with its result.</summary>
internal sealed class Operations
{
    private readonly DriverCore _core;
    private readonly SortedDictionary<int, int> _openInWorkers = [];

    internal Operations(DriverCore core) => _core = core;

    /// <summary>Workers inside an operation that a probe called and that has not returned.</summary>
    internal IEnumerable<int> WaitingWorkers => _openInWorkers.Keys;

    /// <summary>Calls an operation in a thread.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="number">Number of the event, or of the operation among those inside probes.</param>
    /// <param name="operation">What is called.</param>
    /// <param name="target">Its target, valid for the operation.</param>
    /// <param name="inProbe">Called inside a probe.</param>
    /// <returns>0, a negative errno, or for device_attach() 1 when bound.</returns>
    internal async Flow<int> Call(KernelTask task, int number, EventOperation operation, string? target, bool inProbe)
    {
        _core.Trace(TraceKind.CallStart, task, a: inProbe ? -1 : number, b: (long)operation, c: inProbe ? number : -1);
        var since = _core.Partition.NowNs;
        Open(task, +1);
        var result = await Dispatch(task, inProbe ? -1 - number : number, operation, target ?? "");
        if (task.OwedNs > 0)
        {
            await _core.Partition.Delay(task.TakeOwed());
        }

        if (_core.Partition.NowNs == since)
        {
            await _core.Partition.Delay(_core.Model.Costs.MinimumCallNs);
        }

        Open(task, -1);
        _core.Trace(TraceKind.CallEnd, task, a: inProbe ? -1 : number, b: result, c: inProbe ? number : -1);
        return result;
    }

    /// <summary>wait_for_device_probe(): the deferred work item, then running probes, then all async work. Not a fixpoint.</summary>
    internal async Flow WaitForDeviceProbe(KernelTask task)
    {
        await _core.Deferred.Flush(task);
        await _core.ProbeCount.WaitForZero(task);
        await _core.Async.SynchronizeFull(task);
    }

    private void Open(KernelTask task, int change)
    {
        if (ThreadId.IsWorker(task.Thread))
        {
            var depth = _openInWorkers.GetValueOrDefault(task.Thread) + change;
            _openInWorkers[task.Thread] = depth;
            if (depth == 0)
            {
                _openInWorkers.Remove(task.Thread);
            }
        }
    }

    private Flow<int> Dispatch(KernelTask task, int number, EventOperation operation, string target) => operation switch
    {
        EventOperation.DeviceAdd => _core.Devices.Add(task, Device(target)),
        EventOperation.DeviceDel => _core.Devices.Delete(task, Device(target)),
        EventOperation.DriverRegister => _core.Drivers.Register(task, Driver(target)),
        EventOperation.DriverUnregister => _core.Drivers.Unregister(task, Driver(target)),
        EventOperation.ModuleLoad => _core.Modules.Load(task, target),
        EventOperation.ModuleUnload => _core.Modules.Unload(task, target),
        EventOperation.WaitForDeviceProbe => Zero(WaitForDeviceProbe(task)),
        EventOperation.AsyncSynchronizeFull => Zero(_core.Async.SynchronizeFull(task)),
        EventOperation.Sleep => Sleep(task, EventTargets.SleepNs(target)),
        EventOperation.Attach => _core.ManualBinding.Attach(task, Device(target)),
        EventOperation.Detach => _core.ManualBinding.Detach(task, Device(target)),
        EventOperation.Reprobe => _core.ManualBinding.Reprobe(task, Device(target)),
        EventOperation.Bind => Bind(task, target),
        EventOperation.Unbind => Unbind(task, target),
        EventOperation.DriversProbe => _core.ManualBinding.DriversProbe(task, Device(target)),
        EventOperation.DriversAutoprobe => Autoprobe(target),
        EventOperation.CpuOffline => _core.Hotplug.Set(task, EventTargets.Number(target), online: false),
        EventOperation.CpuOnline => _core.Hotplug.Set(task, EventTargets.Number(target), online: true),
        EventOperation.NodeOffline => _core.Hotplug.SetNode(task, EventTargets.Number(target), online: false),
        EventOperation.NodeOnline => _core.Hotplug.SetNode(task, EventTargets.Number(target), online: true),
        EventOperation.AsyncJob => AsyncJob(task, number, target, isExclusive: false),
        EventOperation.AsyncJobExclusive => AsyncJob(task, number, target, isExclusive: true),
        EventOperation.AsyncSynchronizeDomain => Zero(_core.Async.SynchronizeDomain(task, target is EventTargets.ExclusiveDomain)),
        EventOperation.AsyncSynchronizeCookie => Zero(_core.Async.SynchronizeCookie(task, EventTargets.Number(target))),
        EventOperation.SetDrvdata => _core.Devices.SetDriverData(Device(target)),
        EventOperation.SetNumaNode => SetNumaNode(task, target),
        EventOperation.DeviceMove => Move(task, target),
        EventOperation.NdDeviceRegister => _core.NdRegistration.Register(task, Device(target)),
        EventOperation.NdSynchronize => Zero(_core.Async.SynchronizeDomain(task, exclusive: true)),
        EventOperation.DeviceLockBarrier => _core.Locks.WaitFor(task, Device(target)),
        EventOperation.ScsiCompleteAsyncScans => Zero(_core.Scans.Complete(task)),
        EventOperation.LateInitcall => Zero(_core.Deferred.LateInitcall(task)),
        _ => throw new InvalidOperationException($"unknown operation {operation}"),
    };

    private static async Flow<int> Zero(Flow flow)
    {
        await flow;
        return 0;
    }

    private static Flow<int> Value(int result) => FromValue(result);

#pragma warning disable CS1998 // a flow that is over at once
    private static async Flow<int> FromValue(int result) => result;
#pragma warning restore CS1998

    private async Flow<int> Sleep(KernelTask task, long durationNs)
    {
        await _core.Sleep(task.Thread, durationNs);
        return 0;
    }

    private async Flow<int> AsyncJob(KernelTask task, int number, string target, bool isExclusive)
    {
        var (node, durationNs) = EventTargets.AsyncJob(target);
        await _core.Async.ScheduleRaw(task, number, node, durationNs, isExclusive);
        return 0;
    }

    private Flow<int> SetNumaNode(KernelTask task, string target)
    {
        var (device, node) = EventTargets.DeviceAndNode(target);
        return _core.Nodes.Set(task, Device(device), node);
    }

    private Flow<int> Move(KernelTask task, string target)
    {
        var (device, parent) = EventTargets.DeviceAndParent(target, _core.Model.DeviceNumbers.ContainsKey);
        return _core.Nodes.Move(task, Device(device), Device(parent));
    }

    private Flow<int> Autoprobe(string target)
    {
        var (bus, on) = EventTargets.Autoprobe(target);
        _core.Registry.Bus(bus).DriversAutoprobe = on;
        return Value(0);
    }

    private Flow<int> Bind(KernelTask task, string target)
    {
        var (driver, device) = EventTargets.Pair(target);
        return _core.ManualBinding.Bind(task, Driver(driver), Device(device));
    }

    private Flow<int> Unbind(KernelTask task, string target)
    {
        var (driver, device) = EventTargets.Pair(target);
        return _core.ManualBinding.Unbind(task, Driver(driver), Device(device));
    }

    private int Device(string name) => _core.Model.DeviceNumbers[name];

    private int Driver(string name) => _core.Model.DriverNumbers[name];
}
