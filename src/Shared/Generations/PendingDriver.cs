namespace NumaProbe.Shared.Generations;

/// <summary>Where a device keeps the driver of a pending driver-side job.</summary>
public enum PendingDriver
{
    /// <summary>Nowhere: the job belongs to the driver (up to 4.20).</summary>
    None,

    /// <summary>In drvdata, which is not the driver core's to use (patch of 2018).</summary>
    DriverData,

    /// <summary>In a field of its own, dev->p->async_driver (5.1 and later).</summary>
    AsyncDriver,
}
