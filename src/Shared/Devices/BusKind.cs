namespace NumaProbe.Shared.Devices;

/// <summary>What kind of bus type it is, where that decides how its devices are probed.</summary>
public enum BusKind
{
    /// <summary>Its drivers' probes are called as they are (the platform bus and most others).</summary>
    Plain,

    /// <summary>PCI: its probe() chooses a CPU of the device's node (pci_call_probe()).</summary>
    Pci,
}
