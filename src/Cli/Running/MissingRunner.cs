using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Cli.Running;

/// <summary>Stands in for the engine until there is one.</summary>
internal sealed class MissingRunner : IRunner
{
    /// <inheritdoc/>
    public RunEnd Execute(
        Scenario scenario, KernelGeneration generation, ulong seed, ITraceSink sink, IProgress<RunProgress> progress,
        CancellationToken cancellation) =>
        throw new CliFailure(ExitCode.RunFailed, "this build has no engine");
}
