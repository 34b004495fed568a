namespace NumaProbe.Shared.Generations;

/// <summary>
/// The patch of September 2018 on 4.19 ("driver core: Probe devices asynchronously instead of the driver", first version): one job a device,
/// with drvdata as the carrier of the pending driver. No node hint yet, no dead flag, and everything is queued under the device lock.
/// </summary>
internal static class Rfc2018
{
    internal static KernelGeneration Generation { get; } = Linux419.Generation with
    {
        Name = "rfc-2018",
        TraceId = 2,
        Source = "patch of 2018 on 4.19",
        IsProposal = true,
        DriverSideJobs = DriverSideJobs.OneForEachDevice,
        PendingDriver = PendingDriver.DriverData,
        DriverSideSchedulesLocked = true,
    };
}
