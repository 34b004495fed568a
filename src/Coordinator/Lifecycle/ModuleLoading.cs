using NumaProbe.Shared;
using NumaProbe.Coordinator.Attach;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// modprobe and rmmod (do_init_module() and delete_module() of kernel/module): the init registers the module's drivers in the order of
/// the scenario, then waits for everybody's async work unless the module has async_probe (before 5.17 only if the loading task queued some
/// itself); removal ends with the same wait.
/// </summary>
internal sealed class ModuleLoading
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly AsyncProbePolicy _policy;
    private readonly AsyncEntries _asyncEntries;
    private readonly DriverLifecycle _drivers;

    internal ModuleLoading(CoreContext core, BusRegistry registry, AsyncProbePolicy policy, AsyncEntries asyncEntries, DriverLifecycle drivers)
    {
        _core = core;
        _registry = registry;
        _policy = policy;
        _asyncEntries = asyncEntries;
        _drivers = drivers;
    }

    /// <summary>Loads a module; -EEXIST when one of its drivers is registered already.</summary>
    internal async Flow<int> Load(KernelTask task, string module)
    {
        _asyncEntries.ForgetUse(task);
        foreach (var driver in DriversOf(module))
        {
            var result = await _drivers.DriverRegister(task, driver);
            if (result != 0)
            {
                return result == Errno.Busy ? Errno.Exists : result;
            }
        }

        if (!_policy.ModuleRequests(module)
            && (!_core.Model.Generation.ModuleLoadWaitsOnlyForItsOwn || _asyncEntries.WasUsedBy(task)))
        {
            await _asyncEntries.AsyncSynchronizeFull(task);
        }

        return 0;
    }

    /// <summary>Unloads a module, its drivers in reverse order.</summary>
    internal async Flow<int> Unload(KernelTask task, string module)
    {
        foreach (var driver in DriversOf(module).Reverse().Where(d => _registry.Registered(d) is not null))
        {
            await _drivers.DriverUnregister(task, driver);
        }

        await _asyncEntries.AsyncSynchronizeFull(task);
        return 0;
    }

    private IEnumerable<int> DriversOf(string module)
    {
        var drivers = _core.Model.Scenario.Drivers;
        return Enumerable.Range(0, drivers.Length).Where(i => string.Equals(drivers[i].Module, module, StringComparison.Ordinal));
    }
}
