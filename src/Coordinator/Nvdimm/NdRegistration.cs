using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Coordinator.Nvdimm;

/// <summary>
/// nd_device_register() and nd_async_device_register() of drivers/nvdimm/bus.c: a device of the persistent-memory bus is added by a job of
/// the exclusive domain, probing and all. Owns which devices wait for their job. Generations differ in whether the job goes to the
/// device's node.
/// </summary>
internal sealed class NdRegistration
{
    private readonly DriverCore _core;
    private readonly HashSet<int> _waiting = [];

    internal NdRegistration(DriverCore core) => _core = core;

    /// <summary>nd_device_register(): the number of the device is taken here, device_add() follows in a worker.</summary>
    internal async Flow<int> Register(KernelTask task, int number)
    {
        // in the kernel each call is about a device of its own; here a number stands for one device
        if (_core.Registry.Present(number) is not null || _core.Registry.IsStillUsed(number) || !_waiting.Add(number))
        {
            return Errno.Exists;
        }

        _core.Naming.Registered(task, number);
        await _core.Async.ScheduleRegistration(task, number, NodeOf(number));
        return 0;
    }

    /// <summary>nd_async_device_register(): the whole of device_add(), in a worker.</summary>
    internal async Flow Run(KernelTask task, int number)
    {
        _waiting.Remove(number);
        await _core.Devices.Add(task, number);
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
