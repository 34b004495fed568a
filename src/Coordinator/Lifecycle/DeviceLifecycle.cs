using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>device_add() and device_del() of drivers/base/core.c.</summary>
internal sealed class DeviceLifecycle
{
    private readonly DriverCore _core;

    internal DeviceLifecycle(DriverCore core) => _core = core;

    /// <summary>device_add(): inherits the node, joins the bus, becomes ready, is probed.</summary>
    internal async Flow<int> Add(KernelTask task, int number)
    {
        if (_core.Registry.Present(number) is not null)
        {
            return Errno.Exists;
        }

        var costs = _core.Model.Costs;
        var device = _core.Registry.Add(number);
        var parent = _core.Registry.Parent(number);
        var lockParent = device.Bus.Spec.NeedParentLock ? parent?.Address : null;
        var node = Addresses.Node(device.Address.Partition - 1);
        _core.Partition.Send(node, new CreateDevice(device.Address.Index, number, device.NumaNode, lockParent), ReplyTo.None, 0);

        // bus_add_device() makes it visible to driver walks before it is ready: half of the work lies on either side
        await _core.Partition.Delay(costs.DeviceAddBeforeProbeNs / 2);
        device.OnBus = true;
        device.Bus.Devices.Add(device);
        _core.Trace(TraceKind.DeviceAdded, task, number, a: device.NumaNode, b: parent?.Number ?? -1);
        _core.Naming.DeviceAdded(task, device);
        await _core.Partition.Ask<Done>(
            device.Address, new SetReady(task.Context), costs.DeviceAddBeforeProbeNs - (costs.DeviceAddBeforeProbeNs / 2));
        await _core.DeviceAttach.InitialProbe(task, device, isNew: true);
        await _core.Partition.Delay(task.TakeOwed() + costs.DeviceAddAfterProbeNs);
        return 0;
    }

    /// <summary>
    /// device_del(): dead first, then off the bus, then released; does not wait for a pending async job. In the kernel a second caller is
    /// a bug of both; here kill_device() sends it away, and nobody removes what is not on its bus yet.
    /// </summary>
    internal async Flow<int> Delete(KernelTask task, int number)
    {
        if (_core.Registry.Present(number) is not { OnBus: true, Dying: false } device)
        {
            return Errno.NoSuchDevice;
        }

        device.Dying = true;
        await _core.Partition.Ask<Done>(device.Address, new MarkDead(task.Context));
        _core.Trace(TraceKind.DeviceDeleting, task, number);
        await _core.Partition.Delay(_core.Model.Costs.DeviceDelNs);
        device.OnBus = false;
        await _core.Release.Release(task, device, driver: -1, withParent: false);
        _core.Deferred.Remove(task.Context, device);
        _core.Naming.DeviceGone(task.Context, number);
        _core.Registry.Remove(device);
        _core.Trace(TraceKind.DeviceRemoved, task, number);
        return 0;
    }
}
