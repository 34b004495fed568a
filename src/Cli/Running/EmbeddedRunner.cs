using NumaProbe.Engine;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cli.Running;

/// <summary>Runs in this process.</summary>
/// <param name="hosts">Who carries out the turns of the actors.</param>
internal sealed class EmbeddedRunner(IActorHosts hosts) : IRunner
{
    /// <inheritdoc/>
    public RunEnd Execute(
        Scenario scenario, KernelGeneration generation, ulong seed, ITraceSink sink, IProgress<RunProgress>? progress,
        CancellationToken cancellation) =>
        EmbeddedRun.Execute(scenario, generation, seed, RunLimits.Default, hosts, sink, progress, cancellation);
}
