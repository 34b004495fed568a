using NumaProbe.Coordinator.Scsi;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Nvdimm;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Lifecycle;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Locks;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Threads;

/// <summary>Carries out the operations that events and probes call, and records each call with its result.</summary>
internal sealed class Operations
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly AsyncEntries _asyncEntries;
    private readonly DeferredProbing _deferred;
    private readonly DeviceProbeWait _probeWait;
    private readonly DeviceLocks _locks;
    private readonly ManualBinding _manualBinding;
    private readonly DeviceLifecycle _devices;
    private readonly DeviceNode _nodes;
    private readonly DriverLifecycle _drivers;
    private readonly ModuleLoading _modules;
    private readonly CpuHotplug _hotplug;
    private readonly NdRegistration _ndRegistration;
    private readonly ScanningHosts _scans;
    private readonly SortedDictionary<int, int> _openInWorkers = [];

    internal Operations(CoreContext core, BusRegistry registry, AsyncEntries asyncEntries, DeferredProbing deferred, DeviceProbeWait probeWait, DeviceLocks locks, ManualBinding manualBinding, DeviceLifecycle devices, DeviceNode nodes, DriverLifecycle drivers, ModuleLoading modules, CpuHotplug hotplug, NdRegistration ndRegistration, ScanningHosts scans)
    {
        _core = core;
        _registry = registry;
        _asyncEntries = asyncEntries;
        _deferred = deferred;
        _probeWait = probeWait;
        _locks = locks;
        _manualBinding = manualBinding;
        _devices = devices;
        _nodes = nodes;
        _drivers = drivers;
        _modules = modules;
        _hotplug = hotplug;
        _ndRegistration = ndRegistration;
        _scans = scans;
    }

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
        _core.Trace(new CallStartEvent(inProbe ? -1 : number, operation, inProbe ? number : -1), task);
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
        _core.Trace(new CallEndEvent(inProbe ? -1 : number, result, inProbe ? number : -1), task);
        return result;
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
        EventOperation.DeviceAdd => _devices.DeviceAdd(task, Device(target)),
        EventOperation.DeviceDel => _devices.DeviceDel(task, Device(target)),
        EventOperation.DriverRegister => _drivers.DriverRegister(task, Driver(target)),
        EventOperation.DriverUnregister => _drivers.DriverUnregister(task, Driver(target)),
        EventOperation.ModuleLoad => _modules.Load(task, target),
        EventOperation.ModuleUnload => _modules.Unload(task, target),
        EventOperation.WaitForDeviceProbe => Zero(_probeWait.WaitForDeviceProbe(task)),
        EventOperation.AsyncSynchronizeFull => Zero(_asyncEntries.AsyncSynchronizeFull(task)),
        EventOperation.Sleep => Sleep(task, EventTargets.SleepNs(target)),
        EventOperation.Attach => _manualBinding.Attach(task, Device(target)),
        EventOperation.Detach => _manualBinding.Detach(task, Device(target)),
        EventOperation.Reprobe => _manualBinding.Reprobe(task, Device(target)),
        EventOperation.Bind => Bind(task, target),
        EventOperation.Unbind => Unbind(task, target),
        EventOperation.DriversProbe => _manualBinding.DriversProbe(task, Device(target)),
        EventOperation.DriversAutoprobe => Autoprobe(target),
        EventOperation.CpuOffline => _hotplug.Set(task, EventTargets.Number(target), online: false),
        EventOperation.CpuOnline => _hotplug.Set(task, EventTargets.Number(target), online: true),
        EventOperation.NodeOffline => _hotplug.SetNode(task, EventTargets.Number(target), online: false),
        EventOperation.NodeOnline => _hotplug.SetNode(task, EventTargets.Number(target), online: true),
        EventOperation.AsyncJob => AsyncJob(task, number, target, isExclusive: false),
        EventOperation.AsyncJobExclusive => AsyncJob(task, number, target, isExclusive: true),
        EventOperation.AsyncSynchronizeDomain => Zero(_asyncEntries.AsyncSynchronizeFullDomain(task, target is EventTargets.ExclusiveDomain)),
        EventOperation.AsyncSynchronizeCookie => Zero(_asyncEntries.AsyncSynchronizeCookie(task, EventTargets.Number(target))),
        EventOperation.SetDrvdata => _devices.SetDriverData(Device(target)),
        EventOperation.SetNumaNode => SetNumaNode(task, target),
        EventOperation.DeviceMove => Move(task, target),
        EventOperation.NdDeviceRegister => _ndRegistration.Register(task, Device(target)),
        EventOperation.NdSynchronize => Zero(_asyncEntries.AsyncSynchronizeFullDomain(task, exclusive: true)),
        EventOperation.DeviceLockBarrier => _locks.WaitFor(task, Device(target)),
        EventOperation.ScsiCompleteAsyncScans => Zero(_scans.Complete(task)),
        EventOperation.LateInitcall => Zero(_deferred.DeferredProbeInitcall(task)),
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
        await _asyncEntries.AsyncScheduleNode(task, number, node, durationNs, isExclusive);
        return 0;
    }

    private Flow<int> SetNumaNode(KernelTask task, string target)
    {
        var (device, node) = EventTargets.DeviceAndNode(target);
        return _nodes.Set(task, Device(device), node);
    }

    private Flow<int> Move(KernelTask task, string target)
    {
        var (device, parent) = EventTargets.DeviceAndParent(target, _core.Model.DeviceNumbers.ContainsKey);
        return _nodes.Move(task, Device(device), Device(parent));
    }

    private Flow<int> Autoprobe(string target)
    {
        var (bus, on) = EventTargets.Autoprobe(target);
        _registry.Bus(bus).DriversAutoprobe = on;
        return Value(0);
    }

    private Flow<int> Bind(KernelTask task, string target)
    {
        var (driver, device) = EventTargets.Pair(target);
        return _manualBinding.Bind(task, Driver(driver), Device(device));
    }

    private Flow<int> Unbind(KernelTask task, string target)
    {
        var (driver, device) = EventTargets.Pair(target);
        return _manualBinding.Unbind(task, Driver(driver), Device(device));
    }

    private int Device(string name) => _core.Model.DeviceNumbers[name];

    private int Driver(string name) => _core.Model.DriverNumbers[name];
}
