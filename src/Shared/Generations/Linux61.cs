namespace NumaProbe.Shared.Generations;

/// <summary>
/// Linux 6.1 (read: Debian 6.1.192): a pending driver keeps others off, and a device that is not ready is left alone. A pool a node with hard
/// affinity, parent lock only on the driver side.
/// </summary>
internal static class Linux61
{
    internal static KernelGeneration Generation { get; } = Linux515.Generation with
    {
        Name = "v6.1",
        Release = new KernelRelease(6, 1),
        TraceId = 5,
        Source = "6.1.192",
        PendingDriverGuards = true,
        HasReadyFlag = true,
        InitcallDebugPrintsProbes = true,
        AsyncProbeList = AsyncProbeList.NamesAndStar,
        HasModuleAsyncProbeDefault = true,
        DeferredProbeTimeoutSeconds = 10,
        RegisteringExtendsTimeout = true,
        HousekeepingMaskOfEachKind = true,
    };
}
