using NumaProbe.Shared;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Coordinator.Locks;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// driver_attach() and __driver_attach() of drivers/base/dd.c: a new driver looks at every device of its bus, in the order they
/// were added. Asynchronous: the device is claimed under its lock and one job a device goes to the device's node; up to 4.20 one job walks the
/// bus in the driver's stead. Synchronous: the walking thread probes. The probe's result is ignored. Generations differ in these
/// jobs, in whether they are queued under the lock, and in what an error of match() does to the walk.
/// </summary>
internal sealed class DriverAttach
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly AsyncProbePolicy _policy;
    private readonly BusMatch _match;
    private readonly AsyncEntries _asyncEntries;
    private readonly DeferredProbing _deferred;
    private readonly DeviceLocks _locks;
    private readonly bool _oneJobForTheDriver;
    private readonly bool _schedulesLocked;

    internal DriverAttach(CoreContext core, BusRegistry registry, AsyncProbePolicy policy, BusMatch match, AsyncEntries asyncEntries, DeferredProbing deferred, DeviceLocks locks)
    {
        _core = core;
        _registry = registry;
        _policy = policy;
        _match = match;
        _asyncEntries = asyncEntries;
        _deferred = deferred;
        _locks = locks;
        _oneJobForTheDriver = core.Model.Generation.DriverSideJobs == DriverSideJobs.OneForTheDriver;
        _schedulesLocked = core.Model.Generation.DriverSideSchedulesLocked;
    }

    /// <summary>The end of bus_add_driver(): looks at the devices that are there, in this thread or, up to 4.20, in a job.</summary>
    /// <returns>0, or the error of match() that ended the walk.</returns>
    internal async Flow<int> BusAddDriver(KernelTask task, DriverEntry driver)
    {
        if (_oneJobForTheDriver && _policy.DriverAllowsAsyncProbing(driver.Number))
        {
            await _asyncEntries.AsyncSchedule(task, driver.Number, DriverAttachAsync);
            return 0;
        }

        return await BusForEachDev(task, driver, isJob: false);
    }

    /// <summary>driver_attach_async() (up to 4.20): the walk in a worker, which probes each device itself. An error of it is nobody's.</summary>
    internal async Flow DriverAttachAsync(KernelTask task, int driver) => await BusForEachDev(task, _registry.Driver(driver), isJob: true);

    /// <summary>driver_attach(): bus_for_each_dev() with __driver_attach().</summary>
    private async Flow<int> BusForEachDev(KernelTask task, DriverEntry driver, bool isJob)
    {
        var devices = driver.Bus.Devices;
        for (var i = 0; i < devices.Count; i++)
        {
            if (isJob && _registry.Driver(driver.Number).Freed)
            {
                _core.Find(FindingKind.DriverUseAfterFree, task.Context, -1, driver.Number);
                return 0;
            }

            // the bus may change while a device is attached
            var device = devices[i];
            if (!device.OnBus)
            {
                continue;
            }

            var result = await AttachDevice(task, driver, device, isJob);
            if (result != 0)
            {
                _core.Find(FindingKind.WalkCutShort, task.Context, device.Number, driver.Number);
                return result;
            }
        }

        return 0;
    }

    /// <summary>__driver_attach(): its branches in the kernel's order.</summary>
    /// <returns>0 goes on with the next device, an error ends the walk.</returns>
    private async Flow<int> AttachDevice(KernelTask task, DriverEntry driver, DeviceEntry device, bool isJob)
    {
        var match = _match.DriverMatchDevice(driver.Number, device.Number);
        if (match == 0)
        {
            return PassOver(task, 0);
        }

        if (match == Errno.ProbeDefer)
        {
            // the driver cannot match yet, but another may; up to 5.10 it was probed all the same
            _deferred.DriverDeferredProbeAdd(task.Context, device, DeferReason.MatchRequest, -1);
        }

        if (match < 0 && !(match == Errno.ProbeDefer && _core.Model.Generation.MatchDeferralProbesAnyway))
        {
            _core.Trace(new SkippedEvent(SkipReason.MatchError), task, device.Number, driver.Number);
            return PassOver(task, match != Errno.ProbeDefer && _core.Model.Generation.MatchErrorEndsDriverWalk ? match : 0);
        }

        _core.Trace(default(MatchedEvent), task, device.Number, driver.Number);
        if (!isJob && _policy.DriverAllowsAsyncProbing(driver.Number))
        {
            // device_lock(), note the driver if nobody has the device, device_unlock(); up to 5.10 the job is queued in between
            if ((await _core.Ask(device.Address).ClaimAsync(task.Context, driver.Number, _schedulesLocked, task.TakeOwed() + _core.Model.Costs.MatchNs)).Claimed)
            {
                await _asyncEntries.AsyncScheduleDev(task, device, AsyncSide.Driver);
                if (_schedulesLocked)
                {
                    _locks.Give(task, device);
                }
            }

            return 0;
        }

        // __device_driver_lock(), driver_probe_device(), __device_driver_unlock(); what the probe returns is ignored
        device.Users++;
        task.Cpu = (await _core.Ask(device.Address).ProbeWithLock(task.Context, driver.Number, defers: true, task.TakeOwed() + _core.Model.Costs.MatchNs)).Cpu;
        device.Users--;
        return 0;
    }

    private int PassOver(KernelTask task, int result)
    {
        task.Owe(_core.Model.Costs.MatchNs);
        return result;
    }
}
