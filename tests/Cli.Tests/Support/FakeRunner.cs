using NumaProbe.Cli.Running;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Tests.Support;

/// <summary>A run that is whatever a test says.</summary>
internal sealed class FakeRunner(Func<ITraceSink, IProgress<RunProgress>?, CancellationToken, RunEnd> run) : IRunner
{
    public RunEnd Execute(
        Scenario scenario, KernelGeneration generation, ulong seed, ITraceSink sink, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        run(sink, progress, cancellation);

    /// <summary>A run without events that ends so.</summary>
    internal static FakeRunner Ending(RunStatus status, string? message = null) => new((_, _, _) => new RunEnd(status, 7, 1, message));
}
