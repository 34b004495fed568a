namespace NumaProbe.Shared.Generations;

/// <summary>On which CPU of a device's node pci_call_probe() runs a driver's probe, while its caller waits.</summary>
public enum PciPlacement
{
    /// <summary>The first that is online (4.19).</summary>
    FirstOnline,

    /// <summary>The first housekeeping one (5.15 and later).</summary>
    FirstHousekeeping,

    /// <summary>None: the driver core places synchronous probes (proposal of 2026).</summary>
    None,
}
