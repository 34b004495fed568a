using NumaProbe.Shared;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// How a device gets another node after device_add(): numa_node_store() of drivers/pci/pci-sysfs.c, and device_move() of drivers/base/core.c. Both
/// take no device lock and ask nobody; the next probe finds the new node, one that runs keeps its place. Owns nothing.
/// </summary>
internal sealed class DeviceNode
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;

    internal DeviceNode(CoreContext core, BusRegistry registry)
    {
        _core = core;
        _registry = registry;
    }

    /// <summary>Write to a PCI device's numa_node file. Other devices have none that can be written.</summary>
    internal async Flow<int> Set(KernelTask task, int number, int node)
    {
        if (_registry.Present(number) is not { OnBus: true } device)
        {
            return Errno.NoSuchDevice;
        }

        if (device.Bus.Spec.Kind != BusKind.Pci)
        {
            return Errno.NoSuchFile;
        }

        if (node != MachineTopology.NoNode && !_core.Model.NodeExists(node))
        {
            return Errno.InvalidArgument;
        }

        if (node != device.NumaNode)
        {
            _core.Trace(new WarningEvent(WarningKind.NodeOverridden), task, number);
            await Change(task, device, node, parent: -1);
        }

        return 0;
    }

    /// <summary>
    /// device_move(): the parent changes, and its node is copied, -1 too. A bus that takes the parent's lock is refused here, because a thread that
    /// holds the old parent's would give the new one's back.
    /// </summary>
    internal async Flow<int> Move(KernelTask task, int number, int parent)
    {
        if (_registry.Present(number) is not { OnBus: true } device || _registry.Present(parent) is not { OnBus: true } to)
        {
            return Errno.NoSuchDevice;
        }

        if (device.Bus.Spec.NeedParentLock)
        {
            return Errno.NotSupported;
        }

        for (var above = to; above is not null; above = _registry.Parent(above.Number))
        {
            if (above == device)
            {
                return Errno.InvalidArgument;
            }
        }

        device.MovedTo = parent;
        await Change(task, device, to.NumaNode, parent);
        return 0;
    }

    private async Flow Change(KernelTask task, DeviceEntry device, int node, int parent)
    {
        _core.Trace(new NodeChangedEvent(device.NumaNode, node, parent), task, device.Number);
        device.NumaNode = node;
        await _core.Ask(device.Address).SetNumaNode(node);
    }
}
