using NumaProbe.Actors.Flows;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Protocol;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// device_release_driver_internal() and __device_release_driver() of drivers/base/dd.c: takes the locks, unbinds consumers first,
/// then lets the device remove its driver. Up to 4.20 it waits for
/// all asynchronous work in between, with the locks held.
/// </summary>
internal sealed class DeviceRelease
{
    private readonly DriverCore _core;
    private readonly bool _flushesLocked;

    internal DeviceRelease(DriverCore core)
    {
        _core = core;
        _flushesLocked = core.Model.Generation.DetachFlush == DetachFlush.UnderDeviceLock;
    }

    /// <summary>Releases a device from its driver, if it has one.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="device">The device.</param>
    /// <param name="driver">Only from this driver, or -1.</param>
    /// <param name="withParent">Takes the parent's lock too, where the bus needs it.</param>
    internal async Flow Release(KernelTask task, DeviceEntry device, int driver, bool withParent)
    {
        var locked = await _core.Locks.Take(task, device, withParent);
        var bound = locked.Driver;
        if (bound >= 0 && (driver < 0 || driver == bound))
        {
            if (_flushesLocked && _core.Policy.Allows(bound))
            {
                await _core.Async.SynchronizeFull(task, device.Number);
            }

            while (_core.Links.BusyConsumer(device.Number) >= 0)
            {
                _core.Locks.Give(task, device, withParent);
                await UnbindConsumers(task, device);
                locked = await _core.Locks.Take(task, device, withParent);
                if (locked.Driver != bound)
                {
                    _core.Locks.Give(task, device, withParent);
                    return;
                }
            }

            await _core.Partition.Ask<ProbeDone>(device.Address, new RemoveLocked(task.Context));
        }

        _core.Locks.Give(task, device, withParent);
    }

    /// <summary>device_links_unbind_consumers(): waits for all probes if a consumer is being probed, then releases the consumers.</summary>
    private async Flow UnbindConsumers(KernelTask task, DeviceEntry supplier)
    {
        int consumer;
        while ((consumer = _core.Links.BusyConsumer(supplier.Number)) >= 0)
        {
            var entry = _core.Registry.Current(consumer);
            if (entry.ProbingDriver >= 0)
            {
                await _core.Operations.WaitForDeviceProbe(task);
            }
            else
            {
                await Release(task, entry, driver: -1, withParent: true);
            }
        }
    }
}
