using NumaProbe.Shared;
using NumaProbe.Coordinator.Attach;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Coordinator.Locks;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// Binding by hand: bind_store(), unbind_store(), drivers_probe_store(), device_attach(), device_reprobe(). Always
/// synchronous in the caller, asynchronous drivers included.
/// </summary>
internal sealed class ManualBinding
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly BusMatch _match;
    private readonly DeviceLocks _locks;
    private readonly DeviceAttach _deviceAttach;
    private readonly DeviceRelease _release;

    internal ManualBinding(CoreContext core, BusRegistry registry, BusMatch match, DeviceLocks locks, DeviceAttach deviceAttach, DeviceRelease release)
    {
        _core = core;
        _registry = registry;
        _match = match;
        _locks = locks;
        _deviceAttach = deviceAttach;
        _release = release;
    }

    /// <summary>
    /// Write to a driver's bind file: device_driver_attach(); a deferral reaches user space as -EAGAIN. Up to 5.13 nobody is told why a
    /// probe failed, and a deferral is queued for a retry.
    /// </summary>
    internal async Flow<int> Bind(KernelTask task, int driver, int device)
    {
        if (_registry.Registered(driver) is null
            || _registry.Present(device) is not { OnBus: true } entry
            || _match.DriverMatchDevice(driver, device) == 0)
        {
            return Errno.NoSuchDevice;
        }

        var tellsErrno = _core.Model.Generation.ProbeReturn == ProbeReturn.ErrnoOfProbe;
        entry.Users++;
        var probed = await _core.Ask(entry.Address).ProbeWithLock(task.Context, driver, defers: !tellsErrno, afterNs: 0);
        entry.Users--;
        task.Cpu = probed.Cpu;
        if (!tellsErrno)
        {
            return probed.Result > 0 ? Errno.NoSuchDevice : probed.Result;
        }

        var result = -Math.Abs(probed.Result);
        return result == Errno.ProbeDefer ? Errno.TryAgain : result;
    }

    /// <summary>Write to a driver's unbind file: looks at dev->driver without the lock, so a probe that runs is waited for.</summary>
    internal async Flow<int> Unbind(KernelTask task, int driver, int device)
    {
        if (_registry.Present(device) is not { OnBus: true } entry || (entry.BoundDriver != driver && entry.ProbingDriver != driver))
        {
            return Errno.NoSuchDevice;
        }

        await _release.DeviceReleaseDriver(task, entry, driver: -1, withParent: true);
        return 0;
    }

    /// <summary>Write to the bus's drivers_probe file.</summary>
    internal async Flow<int> DriversProbe(KernelTask task, int device) =>
        _registry.Present(device) is { OnBus: true } entry ? (await Rescan(task, entry) < 0 ? Errno.InvalidArgument : 0) : Errno.NoSuchDevice;

    /// <summary>device_attach(): 1 bound, 0 no driver, negative: refused.</summary>
    internal async Flow<int> Attach(KernelTask task, int device) =>
        _registry.Present(device) is { } entry ? await _deviceAttach.AttachDevice(task, entry, allowAsync: false) : Errno.NoSuchDevice;

    /// <summary>device_release_driver().</summary>
    internal async Flow<int> Detach(KernelTask task, int device)
    {
        if (_registry.Present(device) is not { } entry)
        {
            return Errno.NoSuchDevice;
        }

        await _release.DeviceReleaseDriver(task, entry, driver: -1, withParent: false);
        return 0;
    }

    /// <summary>device_reprobe().</summary>
    internal async Flow<int> Reprobe(KernelTask task, int device)
    {
        if (_registry.Present(device) is not { } entry)
        {
            return Errno.NoSuchDevice;
        }

        if (entry.BoundDriver >= 0 || entry.ProbingDriver >= 0)
        {
            await _release.DeviceReleaseDriver(task, entry, driver: -1, withParent: true);
        }

        return await Rescan(task, entry);
    }

    /// <summary>bus_rescan_devices_helper().</summary>
    private async Flow<int> Rescan(KernelTask task, DeviceEntry entry)
    {
        if (entry.BoundDriver >= 0 || entry.ProbingDriver >= 0)
        {
            return 0;
        }

        var parent = await _locks.TakeParent(task, entry);
        var result = await _deviceAttach.AttachDevice(task, entry, allowAsync: false);
        _locks.GiveParent(task, parent);
        return Math.Min(result, 0);
    }
}
