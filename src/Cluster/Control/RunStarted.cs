using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Control;

/// <summary>A run began, and is in the journal.</summary>
/// <param name="Number">Number of the run in this cluster, from 1.</param>
/// <param name="Header">What it is a run of.</param>
public sealed record RunStarted(int Number, RunHeader Header);
