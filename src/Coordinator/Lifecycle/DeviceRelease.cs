using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Links;
using NumaProbe.Coordinator.Attach;
using NumaProbe.Coordinator.Locks;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// device_release_driver_internal() and __device_release_driver() of drivers/base/dd.c: takes the locks, unbinds consumers first,
/// then lets the device remove its driver. Up to 4.20 it waits for
/// all asynchronous work in between, with the locks held.
/// </summary>
internal sealed class DeviceRelease
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly AsyncProbePolicy _policy;
    private readonly AsyncEntries _asyncEntries;
    private readonly DeviceLinks _links;
    private readonly DeviceProbeWait _probeWait;
    private readonly DeviceLocks _locks;
    private readonly bool _flushesLocked;

    internal DeviceRelease(CoreContext core, BusRegistry registry, AsyncProbePolicy policy, AsyncEntries asyncEntries, DeviceLinks links, DeviceProbeWait probeWait, DeviceLocks locks)
    {
        _core = core;
        _registry = registry;
        _policy = policy;
        _asyncEntries = asyncEntries;
        _links = links;
        _probeWait = probeWait;
        _locks = locks;
        _flushesLocked = core.Model.Generation.DetachFlush == DetachFlush.UnderDeviceLock;
    }

    /// <summary>Releases a device from its driver, if it has one.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="device">The device.</param>
    /// <param name="driver">Only from this driver, or -1.</param>
    /// <param name="withParent">Takes the parent's lock too, where the bus needs it.</param>
    internal async Flow DeviceReleaseDriver(KernelTask task, DeviceEntry device, int driver, bool withParent)
    {
        var locked = await _locks.Take(task, device, withParent);
        var bound = locked.Driver;
        if (bound >= 0 && (driver < 0 || driver == bound))
        {
            if (_flushesLocked && _policy.DriverAllowsAsyncProbing(bound))
            {
                await _asyncEntries.AsyncSynchronizeFull(task, device.Number);
            }

            while (_links.DeviceLinksBusy(device.Number) >= 0)
            {
                _locks.Give(task, device, withParent);
                await DeviceLinksUnbindConsumers(task, device);
                locked = await _locks.Take(task, device, withParent);
                if (locked.Driver != bound)
                {
                    _locks.Give(task, device, withParent);
                    return;
                }
            }

            await _core.Ask(device.Address).RemoveLocked(task.Context);
        }

        _locks.Give(task, device, withParent);
    }

    /// <summary>device_links_unbind_consumers(): waits for all probes if a consumer is being probed, then releases the consumers.</summary>
    private async Flow DeviceLinksUnbindConsumers(KernelTask task, DeviceEntry supplier)
    {
        int consumer;
        while ((consumer = _links.DeviceLinksBusy(supplier.Number)) >= 0)
        {
            var entry = _registry.Current(consumer);
            if (entry.ProbingDriver >= 0)
            {
                await _probeWait.WaitForDeviceProbe(task);
            }
            else
            {
                await DeviceReleaseDriver(task, entry, driver: -1, withParent: true);
            }
        }
    }
}
