using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>driver_register() and driver_unregister(): bus_add_driver(), bus_remove_driver() and driver_detach() of drivers/base.</summary>
internal sealed class DriverLifecycle
{
    private readonly DriverCore _core;

    internal DriverLifecycle(DriverCore core) => _core = core;

    /// <summary>Joins the bus's list first, then looks at its devices.</summary>
    internal async Flow<int> Register(KernelTask task, int number)
    {
        if (!_core.Registry.TryTakeName(number))
        {
            return Errno.Busy;
        }

        await _core.Partition.Delay(_core.Model.Costs.DriverRegisterBeforeAttachNs);
        var driver = _core.Registry.AddDriver(number);
        _core.Trace(TraceKind.DriverAdded, task, driver: number);
        _core.Naming.DriverAdded(task, driver);
        if (driver.Bus.DriversAutoprobe && await _core.DriverAttach.Attach(task, driver) is < 0 and var error)
        {
            // out_unregister of bus_add_driver(): what it bound before stays bound
            driver.Removed = true;
            _core.Trace(TraceKind.DriverRemoved, task, driver: number);
            _core.Registry.GiveName(number);
            return error;
        }

        await _core.Partition.Delay(task.TakeOwed() + _core.Model.Costs.DriverRegisterAfterAttachNs);
        if (_core.Model.Generation.RegisteringExtendsTimeout)
        {
            _core.Deferred.ExtendTimeout();
        }

        return 0;
    }

    /// <summary>
    /// Leaves the list once no walk stands on it; an asynchronous driver then waits for all async work of the system (up to 4.20 only
    /// <see cref="DeviceRelease"/> does); then its devices are released, last bound first.
    /// </summary>
    internal async Flow<int> Unregister(KernelTask task, int number)
    {
        if (_core.Registry.Registered(number) is not { Leaving: false } driver)
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

        _core.Trace(TraceKind.DriverRemoved, task, driver: number);
        var flushesFirst = _core.Model.Generation.DetachFlush == DetachFlush.BeforeReleasing;
        if (flushesFirst && _core.Policy.Allows(number))
        {
            await _core.Async.SynchronizeFull(task);
        }

        while (driver.Bound.Count > 0)
        {
            await _core.Release.Release(task, driver.Bound[^1], number, withParent: true);
        }

        driver.Freed = !flushesFirst && _core.Policy.Allows(number);
        _core.Registry.GiveName(number);
        return 0;
    }
}
