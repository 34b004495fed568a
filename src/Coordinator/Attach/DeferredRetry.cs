using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Locks;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Attach;

/// <summary>deferred_probe_work_func() of drivers/base/dd.c. Owns nothing: the list is <see cref="DeferredProbing"/>'s.</summary>
internal sealed class DeferredRetry(CoreContext core, DeferredProbing deferred, DeviceLocks locks, DeviceAttach deviceAttach)
{
    /// <summary>deferred_probe_work_func(): retries the active devices one after another in the worker.</summary>
    internal async Flow DeferredProbeWorkFunc(KernelTask task)
    {
        deferred.WorkBegins();
        while (deferred.TakeActive(task) is { } device)
        {
            await core.Partition.Delay(task.TakeOwed() + core.Model.Costs.DeferredRetryNs);
            var parent = core.Model.Generation.DeferredRetryTakesParentLock ? await locks.TakeParent(task, device) : null;
            await deviceAttach.DeviceInitialProbe(task, device, isNew: false);
            locks.GiveParent(task, parent);
        }
    }
}
