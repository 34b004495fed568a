namespace NumaProbe.Shared.Generations;

/// <summary>
/// Linux 5.15 (read: 5.15.100, with what stable kernels brought): as 5.1, but nothing is queued under the device lock, a match error concerns
/// one device only, and a failed probe tells its errno.
/// </summary>
internal static class Linux515
{
    internal static KernelGeneration Generation { get; } = Linux51.Generation with
    {
        Name = "v5.15",
        Release = new KernelRelease(5, 15),
        TraceId = 4,
        Source = "5.15.100",
        DriverSideSchedulesLocked = false,
        DeviceSideRefused = RefusedAsync.InlineAfterUnlock,
        DeadFlag = DeadFlag.Everywhere,
        MatchDeferralProbesAnyway = false,
        MatchErrorEndsDriverWalk = false,
        ProbeReturn = ProbeReturn.ErrnoOfProbe,
        InitcallDebugPrintsProbes = false,
        ModuleLoadWaitsOnlyForItsOwn = false,
        AsyncProbeList = AsyncProbeList.Names,
        DeferredWorkStaysOnCpu = false,
        DeferredProbeTimeoutSeconds = 0,
        HasSyncState = true,
        PciPlacement = PciPlacement.FirstHousekeeping,
        SkipsUnknownIsolationFlags = true,
    };
}
