namespace NumaProbe.Shared.Devices;

/// <summary>A bus type (struct bus_type): where devices and drivers meet.</summary>
/// <param name="Name">Bus name, for example <c>platform</c>.</param>
/// <param name="NeedParentLock">
/// Binding takes the parent's device lock before the device's (need_parent_lock; USB). Up to 6.1 a flag of the bus,
/// in 6.12.117 of the device type; every device of such a bus has it here.
/// </param>
/// <param name="DriversAutoprobe">Initial value of the bus's <c>drivers_autoprobe</c>; false stops automatic probing from both sides.</param>
/// <param name="Kind">PCI or any other.</param>
public sealed record BusSpec(string Name, bool NeedParentLock = false, bool DriversAutoprobe = true, BusKind Kind = BusKind.Plain);
