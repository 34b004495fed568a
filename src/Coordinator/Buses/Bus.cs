using NumaProbe.Shared.Devices;

namespace NumaProbe.Coordinator.Buses;

/// <summary>
/// A bus (struct subsys_private): its devices and drivers in registration order. Walks go by position, see what is appended
/// while they walk, and pass over what was removed (klist).
/// </summary>
internal sealed class Bus
{
    internal Bus(BusSpec spec)
    {
        Spec = spec;
        DriversAutoprobe = spec.DriversAutoprobe;
    }

    internal BusSpec Spec { get; }

    /// <summary>drivers_autoprobe in sysfs.</summary>
    internal bool DriversAutoprobe { get; set; }

    internal List<DeviceEntry> Devices { get; } = [];

    internal List<DriverEntry> Drivers { get; } = [];
}
