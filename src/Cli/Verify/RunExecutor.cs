using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Cli.Verify;

/// <summary>Runs a scenario to its end, writing its trace.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="generation">The kernel generation.</param>
/// <param name="seed">The seed.</param>
/// <param name="sink">Takes the trace.</param>
/// <param name="cancellation">Ends it early.</param>
public delegate RunEnd RunExecutor(Scenario scenario, KernelGeneration generation, ulong seed, ITraceSink sink, CancellationToken cancellation);
