namespace NumaProbe.Shared.Generations;

/// <summary>
/// Linux 5.1 (read: dd.c as merged): one job a device on the device's node, with a field of its own for the pending driver, which the next
/// asynchronous driver overwrites. A dead flag, and the flush before devices are released.
/// </summary>
internal static class Linux51
{
    internal static KernelGeneration Generation { get; } = Linux419.Generation with
    {
        Name = "v5.1",
        Release = new KernelRelease(5, 1),
        TraceId = 3,
        Source = "5.1, dd.c as merged",
        DriverSideJobs = DriverSideJobs.OneForEachDevice,
        PendingDriver = PendingDriver.AsyncDriver,
        DriverSideSchedulesLocked = true,
        AsyncNodeHint = true,
        DeadFlag = DeadFlag.DriverSideAndHelpers,
        NdRegistrationNodeHint = true,
        DevicePageInit = DevicePageInit.OnceOutsideLock,
        DetachFlush = DetachFlush.BeforeReleasing,
    };
}
