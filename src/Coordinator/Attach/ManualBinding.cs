using NumaProbe.Actors.Flows;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Protocol;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// Binding by hand: bind_store(), unbind_store(), drivers_probe_store(), device_attach(), device_reprobe(). Always
/// synchronous in the caller, asynchronous drivers included.
/// </summary>
internal sealed class ManualBinding
{
    private readonly DriverCore _core;

    internal ManualBinding(DriverCore core) => _core = core;

    /// <summary>
    /// Write to a driver's bind file: device_driver_attach(); a deferral reaches user space as -EAGAIN. Up to 5.13 nobody is told why a
    /// probe failed, and a deferral is queued for a retry.
    /// </summary>
    internal async Flow<int> Bind(KernelTask task, int driver, int device)
    {
        if (_core.Registry.Registered(driver) is null
            || _core.Registry.Present(device) is not { OnBus: true } entry
            || _core.Match.Of(driver, device) == 0)
        {
            return Errno.NoSuchDevice;
        }

        var tellsErrno = _core.Model.Generation.ProbeReturn == ProbeReturn.ErrnoOfProbe;
        entry.Users++;
        var probed = await _core.Partition.Ask<ProbeDone>(entry.Address, new ProbeWithLock(task.Context, driver, Defers: !tellsErrno));
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
        if (_core.Registry.Present(device) is not { OnBus: true } entry || (entry.BoundDriver != driver && entry.ProbingDriver != driver))
        {
            return Errno.NoSuchDevice;
        }

        await _core.Release.Release(task, entry, driver: -1, withParent: true);
        return 0;
    }

    /// <summary>Write to the bus's drivers_probe file.</summary>
    internal async Flow<int> DriversProbe(KernelTask task, int device) =>
        _core.Registry.Present(device) is { OnBus: true } entry ? (await Rescan(task, entry) < 0 ? Errno.InvalidArgument : 0) : Errno.NoSuchDevice;

    /// <summary>device_attach(): 1 bound, 0 no driver, negative: refused.</summary>
    internal async Flow<int> Attach(KernelTask task, int device) =>
        _core.Registry.Present(device) is { } entry ? await _core.DeviceAttach.Attach(task, entry, allowAsync: false) : Errno.NoSuchDevice;

    /// <summary>device_release_driver().</summary>
    internal async Flow<int> Detach(KernelTask task, int device)
    {
        if (_core.Registry.Present(device) is not { } entry)
        {
            return Errno.NoSuchDevice;
        }

        await _core.Release.Release(task, entry, driver: -1, withParent: false);
        return 0;
    }

    /// <summary>device_reprobe().</summary>
    internal async Flow<int> Reprobe(KernelTask task, int device)
    {
        if (_core.Registry.Present(device) is not { } entry)
        {
            return Errno.NoSuchDevice;
        }

        if (entry.BoundDriver >= 0 || entry.ProbingDriver >= 0)
        {
            await _core.Release.Release(task, entry, driver: -1, withParent: true);
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

        var parent = await _core.Locks.TakeParent(task, entry);
        var result = await _core.DeviceAttach.Attach(task, entry, allowAsync: false);
        _core.Locks.GiveParent(task, parent);
        return Math.Min(result, 0);
    }
}
