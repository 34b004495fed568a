using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Wire;

/// <summary>What a run is a run of, as every process needs it.</summary>
/// <param name="Text">The scenario file as read, UTF-8.</param>
/// <param name="FileName">What problems call the file; a name in <c>.json</c> says that it is JSON.</param>
/// <param name="Generation">Name of the kernel generation.</param>
/// <param name="Seed">Seed of everything drawn.</param>
/// <param name="Limits">Bounds of the run.</param>
public sealed record ScenarioSource(ReadOnlyMemory<byte> Text, string FileName, string Generation, ulong Seed, RunLimits Limits);
