using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Generations;

/// <summary>
/// Linux 4.19 (read: 4.19.1, which stands for all up to 4.20): an asynchronous driver walks its bus in one job, one device after another,
/// wherever that job runs. Nothing marks a dying device, and devices are released with the flush under their lock.
/// </summary>
internal static class Linux419
{
    internal static KernelGeneration Generation { get; } = new()
    {
        Name = "v4.19",
        Release = new KernelRelease(4, 19),
        TraceId = 1,
        Source = "4.19.1",
        DriverSideJobs = DriverSideJobs.OneForTheDriver,
        PendingDriver = PendingDriver.None,
        PendingDriverGuards = false,
        DriverSideSchedulesLocked = false,
        DeviceSideRefused = RefusedAsync.InlineWhileLocked,
        AsyncNodeHint = false,
        DeadFlag = DeadFlag.None,
        HasReadyFlag = false,
        DetachFlush = DetachFlush.UnderDeviceLock,
        MatchDeferralProbesAnyway = true,
        MatchErrorEndsDriverWalk = true,
        ProbeReturn = ProbeReturn.OneWhenBound,
        ProbeFailureLevel = PrintLevel.Warning,
        InitcallDebugPrintsProbes = true,
        ModuleLoadWaitsOnlyForItsOwn = true,
        AsyncProbeList = AsyncProbeList.Absent,
        HasModuleAsyncProbeDefault = false,
        DefaultAffinityScope = AffinityScope.Numa,
        SoftAffinity = false,
        // kernel/workqueue.c: system_unbound_wq with WQ_UNBOUND_MAX_ACTIVE = max(512, 4 * num_possible_cpus()), per node
        AsyncMaxActive = static cpus => Math.Max(512, 4 * cpus),
        PoolWorkqueuePerCpu = false,
        AsyncSharesSystemUnbound = true,
        DeviceSideAsyncTakesParentLock = false,
        DeferredRetryTakesParentLock = false,
        DeferredWorkStaysOnCpu = true,
        DeferredProbeTimeoutSeconds = -1,
        HasSyncState = false,
        RegisteringExtendsTimeout = false,
        NdRegistrationNodeHint = false,
        DevicePageInit = DevicePageInit.TwiceFirstUnderLock,
        PciPlacement = PciPlacement.FirstOnline,
        HousekeepingMaskOfEachKind = false,
        SkipsUnknownIsolationFlags = false,
        SynchronousProbesOnNode = false,
    };
}
