using System.Collections.Immutable;
using NumaProbe.Shared.Generations;

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
    string? Module)
{
    /// <summary>The first release in which the driver prefers to be probed asynchronously, for example <c>v5.3</c>; null: as <see cref="ProbeType"/> says.</summary>
    public string? AsyncSince { get; init; }

    /// <summary>How it asks to be probed in a generation.</summary>
    /// <param name="generation">The generation.</param>
    public ProbeType ProbeTypeIn(KernelGeneration generation) =>
        AsyncSince is null || generation.IsBefore(AsyncSince) ? ProbeType : ProbeType.PreferAsynchronous;
}
