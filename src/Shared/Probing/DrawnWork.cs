namespace NumaProbe.Shared.Probing;

/// <summary>What a step with a drawn duration does for that long.</summary>
public enum DrawnWork
{
    /// <summary>Sleeps for hardware, as <see cref="WaitStep"/>.</summary>
    Wait,

    /// <summary>Needs the CPU, as <see cref="ComputeStep"/>.</summary>
    Compute,

    /// <summary>Is busy, as <see cref="BusyStep"/>.</summary>
    Busy,
}
