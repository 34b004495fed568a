namespace NumaProbe.Shared.Generations;

/// <summary>What an asynchronous driver queues for the devices that are there already.</summary>
public enum DriverSideJobs
{
    /// <summary>One job that walks the whole bus, one device after another (driver_attach_async(), up to 4.20).</summary>
    OneForTheDriver,

    /// <summary>One job for each device (__driver_attach_async_helper(), 5.1 and later).</summary>
    OneForEachDevice,
}
