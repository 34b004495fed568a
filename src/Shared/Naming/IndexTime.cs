namespace NumaProbe.Shared.Naming;

/// <summary>When a naming class gives its number.</summary>
public enum IndexTime
{
    /// <summary>Where the <c>index</c> step stands in the probe.</summary>
    InProbe,

    /// <summary>When the device is added, or its driver is registered, in the order of enumeration: one number of each class that its probes take; the step then takes nothing.</summary>
    DeviceAdd,
}
