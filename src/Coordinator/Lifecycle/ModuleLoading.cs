using NumaProbe.Actors.Flows;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// modprobe and rmmod (do_init_module() and delete_module() of kernel/module): the init registers the module's drivers in the order of
/// the scenario, then waits for everybody's async work unless the module has async_probe (before 5.17 only if the loading task queued some
/// itself); removal ends with the same wait.
/// </summary>
internal sealed class ModuleLoading
{
    private readonly DriverCore _core;

    internal ModuleLoading(DriverCore core) => _core = core;

    /// <summary>Loads a module; -EEXIST when one of its drivers is registered already.</summary>
    internal async Flow<int> Load(KernelTask task, string module)
    {
        _core.Async.ForgetUse(task);
        foreach (var driver in DriversOf(module))
        {
            var result = await _core.Drivers.Register(task, driver);
            if (result != 0)
            {
                return result == Errno.Busy ? Errno.Exists : result;
            }
        }

        if (!_core.Policy.ModuleRequests(module)
            && (!_core.Model.Generation.ModuleLoadWaitsOnlyForItsOwn || _core.Async.WasUsedBy(task)))
        {
            await _core.Async.SynchronizeFull(task);
        }

        return 0;
    }

    /// <summary>Unloads a module, its drivers in reverse order.</summary>
    internal async Flow<int> Unload(KernelTask task, string module)
    {
        foreach (var driver in DriversOf(module).Reverse().Where(d => _core.Registry.Registered(d) is not null))
        {
            await _core.Drivers.Unregister(task, driver);
        }

        await _core.Async.SynchronizeFull(task);
        return 0;
    }

    private IEnumerable<int> DriversOf(string module)
    {
        var drivers = _core.Model.Scenario.Drivers;
        return Enumerable.Range(0, drivers.Length).Where(i => string.Equals(drivers[i].Module, module, StringComparison.Ordinal));
    }
}
