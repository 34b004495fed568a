using NumaProbe.Cluster.Embedded;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Cli.Running;

/// <summary>Runs in this process.</summary>
internal sealed class EmbeddedRunner : IRunner
{
    /// <inheritdoc/>
    public RunEnd Execute(
        Scenario scenario, KernelGeneration generation, ulong seed, ITraceSink sink, IProgress<RunProgress>? progress,
        CancellationToken cancellation) =>
        EmbeddedRun.Execute(scenario, generation, seed, RunLimits.Default, sink, progress, cancellation);
}
