namespace NumaProbe.Shared.Generations;

/// <summary>What driver_probe_device() and really_probe() return: the R of "probe of NAME returned R".</summary>
public enum ProbeReturn
{
    /// <summary>1 bound, 0 not bound for whatever reason, negative when the core refused (up to 5.13).</summary>
    OneWhenBound,

    /// <summary>0 bound, the positive errno of the driver's probe, negative when the core refused (5.14 and later).</summary>
    ErrnoOfProbe,
}
