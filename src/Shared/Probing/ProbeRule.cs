using System.Collections.Immutable;

namespace NumaProbe.Shared.Probing;

/// <summary>
/// What a driver's probe does with a device. A rule that names the driver wins over one for any driver, and one that
/// names the device over one for any device; the device counts more. Without a rule a probe does nothing and returns 0.
/// </summary>
/// <param name="Device">Device name, or null for any.</param>
/// <param name="Driver">Driver name, or null for any.</param>
/// <param name="Before">Steps before the work; these run also when the probe then defers at entry.</param>
/// <param name="Work">The work itself.</param>
/// <param name="After">Steps after the work; not run when the probe fails at entry.</param>
/// <param name="Result">How the probe ends.</param>
/// <param name="Remove">How long the driver's remove() sleeps.</param>
public sealed record ProbeRule(
    string? Device,
    string? Driver,
    ImmutableArray<ProbeStep> Before,
    ImmutableArray<ProbeStep> Work,
    ImmutableArray<ProbeStep> After,
    ProbeResult Result,
    DurationDistribution Remove);
