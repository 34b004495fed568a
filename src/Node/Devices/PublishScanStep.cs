using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Node.Devices;

/// <summary>The end of a host's scan: waits for its turn and does the rest. Made while a probe runs; no file has it.</summary>
/// <param name="Scan">Number of the scan.</param>
/// <param name="Steps">What is done then.</param>
internal sealed record PublishScanStep(long Scan, ImmutableArray<ProbeStep> Steps) : ProbeStep;
