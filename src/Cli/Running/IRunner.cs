using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Running;

/// <summary>Carries out a run; the seam between the command line and the engine.</summary>
internal interface IRunner
{
    /// <summary>Runs a scenario to its end.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="generation">Kernel generation.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="sink">Takes the events in trace order.</param>
    /// <param name="progress">Told now and then how far it is, or null.</param>
    /// <param name="cancellation">Ends it early with <see cref="OperationCanceledException"/>.</param>
    RunEnd Execute(
        Scenario scenario, KernelGeneration generation, ulong seed, ITraceSink sink, IProgress<RunProgress>? progress,
        CancellationToken cancellation);
}
