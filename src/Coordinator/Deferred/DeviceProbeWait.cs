using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Context;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Deferred;

/// <summary>wait_for_device_probe() of drivers/base/dd.c. Owns nothing.</summary>
internal sealed class DeviceProbeWait(DeferredProbing deferred, ProbeCount probeCount, AsyncEntries asyncEntries)
{
    /// <summary>wait_for_device_probe(): the deferred work item, then running probes, then all async work. Not a fixpoint.</summary>
    internal async Flow WaitForDeviceProbe(KernelTask task)
    {
        await deferred.FlushWork(task);
        await probeCount.WaitForZero(task);
        await asyncEntries.AsyncSynchronizeFull(task);
    }
}
