namespace NumaProbe.Bench.Tests;

/// <summary>Tests that measure the heap of the process: no other test runs beside them.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
