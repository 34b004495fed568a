using NumaProbe.Shared;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Attach;
using NumaProbe.Coordinator.Naming;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>driver_register() and driver_unregister(): bus_add_driver(), bus_remove_driver() and driver_detach() of drivers/base.</summary>
internal sealed class DriverLifecycle
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly AsyncProbePolicy _policy;
    private readonly AsyncEntries _asyncEntries;
    private readonly DeferredProbing _deferred;
    private readonly DriverAttach _driverAttach;
    private readonly DeviceRelease _release;
    private readonly NamingRegistry _naming;

    internal DriverLifecycle(CoreContext core, BusRegistry registry, AsyncProbePolicy policy, AsyncEntries asyncEntries, DeferredProbing deferred, DriverAttach driverAttach, DeviceRelease release, NamingRegistry naming)
    {
        _core = core;
        _registry = registry;
        _policy = policy;
        _asyncEntries = asyncEntries;
        _deferred = deferred;
        _driverAttach = driverAttach;
        _release = release;
        _naming = naming;
    }

    /// <summary>Joins the bus's list first, then looks at its devices.</summary>
    internal async Flow<int> DriverRegister(KernelTask task, int number)
    {
        if (!_registry.TryTakeName(number))
        {
            return Errno.Busy;
        }

        await _core.Partition.Delay(_core.Model.Costs.DriverRegisterBeforeAttachNs);
        var driver = _registry.AddDriver(number);
        _core.Trace(default(DriverAddedEvent), task, driver: number);
        _naming.DriverAdded(task, driver);
        if (driver.Bus.DriversAutoprobe && await _driverAttach.BusAddDriver(task, driver) is < 0 and var error)
        {
            // out_unregister of bus_add_driver(): what it bound before stays bound
            driver.Removed = true;
            _core.Trace(default(DriverRemovedEvent), task, driver: number);
            _registry.GiveName(number);
            return error;
        }

        await _core.Partition.Delay(task.TakeOwed() + _core.Model.Costs.DriverRegisterAfterAttachNs);
        if (_core.Model.Generation.RegisteringExtendsTimeout)
        {
            _deferred.DeferredProbeExtendTimeout();
        }

        return 0;
    }

    /// <summary>
    /// Leaves the list once no walk stands on it; an asynchronous driver then waits for all async work of the system (up to 4.20 only
    /// <see cref="DeviceRelease"/> does); then its devices are released, last bound first.
    /// </summary>
    internal async Flow<int> DriverUnregister(KernelTask task, int number)
    {
        if (_registry.Registered(number) is not { Leaving: false } driver)
        {
            return Errno.InvalidArgument;
        }

        driver.Leaving = true;
        await _core.Partition.Delay(_core.Model.Costs.DriverRegisterBeforeAttachNs);
        driver.Removed = true;
        if (driver.Walkers > 0)
        {
            driver.Left = new Signal(_core.Partition);
            await _core.Wait(task.Thread, driver.Left);
        }

        _core.Trace(default(DriverRemovedEvent), task, driver: number);
        var flushesFirst = _core.Model.Generation.DetachFlush == DetachFlush.BeforeReleasing;
        if (flushesFirst && _policy.DriverAllowsAsyncProbing(number))
        {
            await _asyncEntries.AsyncSynchronizeFull(task);
        }

        while (driver.Bound.Count > 0)
        {
            await _release.DeviceReleaseDriver(task, driver.Bound[^1], number, withParent: true);
        }

        driver.Freed = !flushesFirst && _policy.DriverAllowsAsyncProbing(number);
        _registry.GiveName(number);
        return 0;
    }
}
