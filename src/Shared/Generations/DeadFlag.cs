namespace NumaProbe.Shared.Generations;

/// <summary>Who notices that device_del() has begun.</summary>
public enum DeadFlag
{
    /// <summary>Nobody: a probe is refused only when the device has left sysfs, at the end of device_del() (up to 4.20).</summary>
    None,

    /// <summary>The driver side and the asynchronous helpers; the device side's own pass does not look (5.1).</summary>
    DriverSideAndHelpers,

    /// <summary>Every path (5.10 and later).</summary>
    Everywhere,
}
