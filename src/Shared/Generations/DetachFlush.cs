namespace NumaProbe.Shared.Generations;

/// <summary>Where async_synchronize_full() stands when a device loses an asynchronous driver.</summary>
public enum DetachFlush
{
    /// <summary>In __device_release_driver(), under the lock of each bound device: a job that wants that lock never ends (up to 4.20).</summary>
    UnderDeviceLock,

    /// <summary>At the start of driver_detach(), with no lock held (5.1 and later).</summary>
    BeforeReleasing,
}
