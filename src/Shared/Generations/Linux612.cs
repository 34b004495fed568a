using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Generations;

/// <summary>Linux 6.12 (read: Debian 6.12.117): a pool a last-level cache with soft affinity, parent lock on every path.</summary>
internal static class Linux612
{
    internal static KernelGeneration Generation { get; } = Linux61.Generation with
    {
        Name = "v6.12",
        Release = new KernelRelease(6, 12),
        TraceId = 6,
        Source = "6.12.117",
        DefaultAffinityScope = AffinityScope.Cache,
        SoftAffinity = true,
        // kernel/async.c: own workqueue "async" with max_active and min_active WQ_DFL_ACTIVE = 256, one counter a node
        AsyncMaxActive = static _ => 256,
        PoolWorkqueuePerCpu = true,
        AsyncSharesSystemUnbound = false,
        DeviceSideAsyncTakesParentLock = true,
        DeferredRetryTakesParentLock = true,
        ProbeFailureLevel = PrintLevel.Error,
        DeviceSideRefused = RefusedAsync.RedoSynchronously,
    };
}
