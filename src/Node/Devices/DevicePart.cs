using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Node.Devices;

/// <summary>A part of a probe that was scheduled and has not ended.</summary>
/// <param name="Number">Its number at the device.</param>
/// <param name="Steps">What it does.</param>
/// <param name="Driver">Driver whose probe it belongs to.</param>
/// <param name="Attempt">Try it belongs to.</param>
internal sealed record DevicePart(int Number, ImmutableArray<ProbeStep> Steps, int Driver, int Attempt);
