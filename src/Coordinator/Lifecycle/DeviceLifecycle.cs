using NumaProbe.Shared;
using NumaProbe.Coordinator.Attach;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Naming;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// device_add() and device_del() of drivers/base/core.c. Generations differ in whether a device has to become ready first, and in whether a dying
/// one is marked.
/// </summary>
internal sealed class DeviceLifecycle
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly DeferredProbing _deferred;
    private readonly DeviceAttach _deviceAttach;
    private readonly DeviceRelease _release;
    private readonly NamingRegistry _naming;

    internal DeviceLifecycle(CoreContext core, BusRegistry registry, DeferredProbing deferred, DeviceAttach deviceAttach, DeviceRelease release, NamingRegistry naming)
    {
        _core = core;
        _registry = registry;
        _deferred = deferred;
        _deviceAttach = deviceAttach;
        _release = release;
        _naming = naming;
    }

    /// <summary>device_add(): inherits the node, joins the bus, becomes ready, is probed.</summary>
    internal async Flow<int> DeviceAdd(KernelTask task, int number)
    {
        // a number stands for one device: while an old kernel still works on the removed one, there cannot be another
        if (_registry.Present(number) is not null || _registry.IsStillUsed(number))
        {
            return Errno.Exists;
        }

        var costs = _core.Model.Costs;
        var device = _registry.Add(number);
        _naming.Registered(task, number);
        var parent = _registry.Parent(number);
        var lockParent = device.Bus.Spec.NeedParentLock ? parent?.Address : null;
        var node = Addresses.Node(device.Address.Partition - 1);
        _core.Partition.Send(node, new CreateDevice(device.Address.Index, number, device.NumaNode, lockParent), ReplyTo.None, 0);

        // bus_add_device() makes it visible to driver walks before it is ready: half of the work lies on either side
        await _core.Partition.Delay(costs.DeviceAddBeforeProbeNs / 2);
        device.OnBus = true;
        device.Bus.Devices.Add(device);
        _core.Trace(new DeviceAddedEvent(device.NumaNode, parent?.Number ?? -1), task, number);
        _naming.DeviceAdded(task, device);
        var rest = costs.DeviceAddBeforeProbeNs - (costs.DeviceAddBeforeProbeNs / 2);
        if (_core.Model.Generation.HasReadyFlag)
        {
            await _core.Ask(device.Address).SetReady(task.Context, rest);
        }
        else
        {
            await _core.Partition.Delay(rest);
        }

        await _deviceAttach.DeviceInitialProbe(task, device, isNew: true);
        await _core.Partition.Delay(task.TakeOwed() + costs.DeviceAddAfterProbeNs);
        return 0;
    }

    /// <summary>dev_set_drvdata() by somebody who is no driver, such as code of a bus or class.</summary>
    internal async Flow<int> SetDriverData(int number)
    {
        if (_registry.Present(number) is not { } device)
        {
            return Errno.NoSuchDevice;
        }

        await _core.Ask(device.Address).SetDriverData();
        return 0;
    }

    /// <summary>
    /// device_del(): dead first (not up to 4.20), then off the bus, then released; does not wait for a pending async job. In the kernel a second caller is
    /// a bug of both; here kill_device() sends it away, and nobody removes what is not on its bus yet.
    /// </summary>
    internal async Flow<int> DeviceDel(KernelTask task, int number)
    {
        if (_registry.Present(number) is not { OnBus: true, Dying: false } device)
        {
            return Errno.NoSuchDevice;
        }

        device.Dying = true;
        var marks = _core.Model.Generation.DeadFlag;
        if (marks != DeadFlag.None)
        {
            await _core.Ask(device.Address).MarkDead(task.Context);
        }

        _core.Trace(default(DeviceDeletingEvent), task, number);
        var afterRelease = marks == DeadFlag.Everywhere ? 0 : _core.Model.Costs.DeviceDelNs / 2;
        await _core.Partition.Delay(_core.Model.Costs.DeviceDelNs - afterRelease);
        device.OnBus = false;
        await _release.DeviceReleaseDriver(task, device, driver: -1, withParent: false);
        device.Released = true;
        if (marks != DeadFlag.Everywhere)
        {
            await _core.Ask(device.Address).LeaveSysfs(afterRelease);
        }

        _deferred.DriverDeferredProbeDel(task.Context, device);
        _naming.DeviceGone(task.Context, number);
        _registry.Remove(device);
        _core.Trace(default(DeviceRemovedEvent), task, number);
        return 0;
    }
}
