namespace NumaProbe.Shared.Generations;

/// <summary>Linux 6.1 (read: Debian 6.1.192): a pool a node with hard affinity, parent lock only on the driver side.</summary>
internal static class Linux61
{
    internal static KernelGeneration Generation { get; } = new()
    {
        Name = "v6.1",
        Source = "6.1.192",
        DefaultAffinityScope = AffinityScope.Numa,
        SoftAffinity = false,
        // kernel/workqueue.c: system_unbound_wq with WQ_UNBOUND_MAX_ACTIVE = max(512, 4 * num_possible_cpus()), per node
        AsyncMaxActive = static cpus => Math.Max(512, 4 * cpus),
        PoolWorkqueuePerCpu = false,
        AsyncSharesSystemUnbound = true,
        DeviceSideAsyncTakesParentLock = false,
        DeferredRetryTakesParentLock = false,
        DeviceSideRefused = RefusedAsync.InlineAfterUnlock,
        DeferredProbeTimeoutSeconds = 10,
    };
}
