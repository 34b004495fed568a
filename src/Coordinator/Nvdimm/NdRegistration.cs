using NumaProbe.Shared;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Lifecycle;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Naming;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Nvdimm;

/// <summary>
/// nd_device_register() and nd_async_device_register() of drivers/nvdimm/bus.c: a device of the persistent-memory bus is added by a job of
/// the exclusive domain, probing and all. Owns which devices wait for their job. Generations differ in whether the job goes to the
/// device's node.
/// </summary>
internal sealed class NdRegistration
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly AsyncEntries _asyncEntries;
    private readonly NamingRegistry _naming;
    private readonly DeviceLifecycle _devices;
    private readonly HashSet<int> _waiting = [];

    internal NdRegistration(CoreContext core, BusRegistry registry, AsyncEntries asyncEntries, NamingRegistry naming, DeviceLifecycle devices)
    {
        _core = core;
        _registry = registry;
        _asyncEntries = asyncEntries;
        _naming = naming;
        _devices = devices;
    }

    /// <summary>nd_device_register(): the number of the device is taken here, device_add() follows in a worker.</summary>
    internal async Flow<int> Register(KernelTask task, int number)
    {
        // in the kernel each call is about a device of its own; here a number stands for one device
        if (_registry.Present(number) is not null || _registry.IsStillUsed(number) || !_waiting.Add(number))
        {
            return Errno.Exists;
        }

        _naming.Registered(task, number);
        await _asyncEntries.AsyncScheduleDevDomain(task, number, NodeOf(number), Run);
        return 0;
    }

    /// <summary>nd_async_device_register(): the whole of device_add(), in a worker.</summary>
    internal async Flow Run(KernelTask task, int number)
    {
        _waiting.Remove(number);
        await _devices.DeviceAdd(task, number);
    }

    /// <summary>The device's node, else its parent's, whether that is added or not.</summary>
    private int NodeOf(int number)
    {
        if (!_core.Model.Generation.NdRegistrationNodeHint)
        {
            return MachineTopology.NoNode;
        }

        var devices = _core.Model.Scenario.Devices;
        var spec = devices[number];
        while (spec.NumaNode < 0 && spec.Parent is { } parent)
        {
            spec = devices[_core.Model.DeviceNumbers[parent]];
        }

        return spec.NumaNode;
    }
}
