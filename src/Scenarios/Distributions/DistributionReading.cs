using System.Runtime.InteropServices;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Distributions;

/// <summary>What <see cref="DistributionText"/> made of a text: a distribution, or why there is none.</summary>
/// <param name="Value">The distribution; null when the text was refused.</param>
/// <param name="Why">Why, as the end of a sentence; null when it was read.</param>
/// <param name="Suggestion">What to write instead, or null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DistributionReading(DurationDistribution? Value, string? Why = null, string? Suggestion = null);
