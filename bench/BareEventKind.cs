namespace NumaProbe.Bench;

/// <summary>Events of the bare loop.</summary>
internal enum BareEventKind
{
    /// <summary>The hardware of a device answered.</summary>
    WaitEnded,

    /// <summary>A CPU may have finished a job; the device field holds the CPU's number.</summary>
    CpuServed,

    /// <summary>A memory controller may have finished a transfer; the device field holds the node's number.</summary>
    MemoryServed,
}
