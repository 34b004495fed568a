namespace NumaProbe.Shared.Events;

/// <summary>Why a probe or a schedule was skipped (argument A of <see cref="TraceKind.Skipped"/>).</summary>
public enum SkipReason
{
    /// <summary>The device is being removed.</summary>
    Dead = 0,

    /// <summary>The device already has a driver.</summary>
    Bound = 1,

    /// <summary>Another driver's async probe is pending on the device (async_driver).</summary>
    PendingOther = 2,

    /// <summary>device_add() has not come far enough.</summary>
    NotReady = 3,

    /// <summary>No driver is left that matches.</summary>
    NoDriver = 4,

    /// <summary>Automatic probing of the bus is off.</summary>
    AutoprobeOff = 5,

    /// <summary>The device has left sysfs (device_is_registered()).</summary>
    NotRegistered = 6,

    /// <summary>match() of the bus returned an error.</summary>
    MatchError = 7,
}
