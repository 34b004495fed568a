using NumaProbe.Shared;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Locks;

/// <summary>device_lock() of devices that live on nodes, for threads that run driver-core code. Owns nothing: the locks are the devices'.</summary>
internal sealed class DeviceLocks
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;

    internal DeviceLocks(CoreContext core, BusRegistry registry)
    {
        _core = core;
        _registry = registry;
    }

    /// <summary>Takes a device's lock.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="device">The device.</param>
    /// <param name="withParent">__device_driver_lock(): the parent's first, where the bus needs it.</param>
    internal AskAwaitable<LockGranted> Take(KernelTask task, DeviceEntry device, bool withParent = false) =>
        _core.Ask(device.Address).LockDevice(task.Context, withParent, task.TakeOwed());

    /// <summary>Gives it back.</summary>
    internal void Give(KernelTask task, DeviceEntry device, bool withParent = false) =>
        _core.Ask(device.Address).UnlockDevice(task.Thread, withParent);

    /// <summary>device_lock() and at once device_unlock() of another device (nvdimm_namespace_common_probe()): whoever has it is done then.</summary>
    internal async Flow<int> WaitFor(KernelTask task, int number)
    {
        if (_registry.Present(number) is not { } device)
        {
            return Errno.NoSuchDevice;
        }

        device.Users++;
        await Take(task, device);
        Give(task, device);
        device.Users--;
        return 0;
    }

    /// <summary>Takes the parent's lock alone, where the bus needs it; gives the parent, or null.</summary>
    internal async Flow<DeviceEntry?> TakeParent(KernelTask task, DeviceEntry device)
    {
        if (!device.Bus.Spec.NeedParentLock || _registry.Parent(device.Number) is not { } parent)
        {
            return null;
        }

        await Take(task, parent);
        return parent;
    }

    /// <summary>Gives back what <see cref="TakeParent"/> took.</summary>
    internal void GiveParent(KernelTask task, DeviceEntry? parent)
    {
        if (parent is not null)
        {
            Give(task, parent);
        }
    }
}
