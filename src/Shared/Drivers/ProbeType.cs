namespace NumaProbe.Shared.Drivers;

/// <summary>enum probe_type of include/linux/device/driver.h.</summary>
public enum ProbeType
{
    /// <summary>PROBE_DEFAULT_STRATEGY: synchronous unless the command line or the module asks otherwise.</summary>
    Default,

    /// <summary>PROBE_PREFER_ASYNCHRONOUS: always asynchronous.</summary>
    PreferAsynchronous,

    /// <summary>PROBE_FORCE_SYNCHRONOUS: never asynchronous.</summary>
    ForceSynchronous,
}
