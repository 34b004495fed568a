using NumaProbe.Shared.Drivers;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Buses;

/// <summary>A driver from driver_register() on (struct driver_private).</summary>
internal sealed class DriverEntry
{
    internal DriverEntry(int number, DriverSpec spec, Bus bus)
    {
        Number = number;
        Spec = spec;
        Bus = bus;
    }

    internal int Number { get; }

    internal DriverSpec Spec { get; }

    internal Bus Bus { get; }

    /// <summary>Somebody is unregistering it.</summary>
    internal bool Leaving { get; set; }

    /// <summary>Taken off the bus's list: walks do not see it any more.</summary>
    internal bool Removed { get; set; }

    /// <summary>driver_unregister() returned and nobody made sure that no job of the driver is left (up to 4.20).</summary>
    internal bool Freed { get; set; }

    /// <summary>Walks that stand on it (references on its klist node).</summary>
    internal int Walkers { get; set; }

    /// <summary>Raised when the last walk leaves a removed driver (klist_remove()).</summary>
    internal Signal? Left { get; set; }

    /// <summary>Bound devices in the order of binding (klist_devices).</summary>
    internal List<DeviceEntry> Bound { get; } = [];
}
