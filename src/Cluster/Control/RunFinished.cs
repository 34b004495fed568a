using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Control;

/// <summary>A run ended.</summary>
/// <param name="Number">Number of the run.</param>
/// <param name="End">How it ended.</param>
/// <param name="Folder">The run folder on the coordinator's disk.</param>
public sealed record RunFinished(int Number, RunEnd End, string Folder);
