using System.Collections.Immutable;

namespace NumaProbe.Shared.Drivers;

/// <summary>A driver of the scenario (struct device_driver), before it is registered.</summary>
/// <param name="Name">Unique driver name; what <c>driver_async_probe=</c> compares with, exactly.</param>
/// <param name="Bus">Name of the bus it registers on.</param>
/// <param name="ProbeType">How it asks to be probed.</param>
/// <param name="Match">Device match words it takes.</param>
/// <param name="Module">Name of the owning module, or null for a built-in driver.</param>
public sealed record DriverSpec(
    string Name,
    string Bus,
    ProbeType ProbeType,
    ImmutableArray<string> Match,
    string? Module);
