using NumaProbe.Analysis.Agreement;
using NumaProbe.Analysis.Agreement.Checks;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Verify;

/// <summary>
/// Verifies one recording: reads it, runs its scenario, compares. Every fault of the file is an outcome, so that one bad
/// file does not keep the others from being verified.
/// </summary>
/// <param name="runner">Carries out runs.</param>
/// <param name="generation">Kernel generation the user chose, or null for the recording's own.</param>
/// <param name="seed">Seed the user chose, or null for the scenario's.</param>
internal sealed class RecordingVerifier(IRunner runner, KernelGeneration? generation, ulong? seed)
{
    /// <summary>Verifies a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal VerifyOutcome Verify(string file, CancellationToken cancellation)
    {
        try
        {
            var recording = RecordingReader.Read(file);
            if (recording.Invariants is null)
            {
                return VerifyOutcome.Invalid(file, $"{file}: nothing recorded to compare with: the file holds a scenario without 'invariants'");
            }

            var loaded = ScenarioLoader.Load(file);
            return loaded.Scenario is { } scenario
                ? Run(file, recording, scenario, cancellation)
                : VerifyOutcome.Invalid(file, loaded.Describe().TrimEnd());
        }
        catch (RecordingFormatException error)
        {
            return VerifyOutcome.Invalid(file, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return VerifyOutcome.Invalid(file, $"{file}: {error.Message}");
        }
    }

    private VerifyOutcome Run(string file, Recording recording, Scenario scenario, CancellationToken cancellation)
    {
        if (Choose(recording, scenario, out var unknown) is not { } chosen)
        {
            return VerifyOutcome.Invalid(file, $"{file}: no kernel generation for '{unknown}'; choose one with --generation");
        }

        var usedSeed = seed ?? scenario.Seed;
        var records = new RecordCollector(TraceNames.From(scenario));
        var end = runner.Execute(scenario, chosen, usedSeed, records, progress: null, cancellation);
        return end.Status switch
        {
            RunStatus.LimitReached => Ended(ExitCode.RunFailed, $"{file}: the run was ended at a bound: {end.Message}"),
            RunStatus.Failed => Ended(ExitCode.InternalError, $"{file}: internal error: {end.Message}; this is a bug, please report it with the recording"),
            _ => Compared(WithHang(RecordingComparer.Compare(recording, records.Finish()), end)),
        };

        VerifyOutcome Ended(int code, string problem) => new(file, chosen.Name, usedSeed, Report: null, problem, code);

        VerifyOutcome Compared(AgreementReport report) =>
            new(file, chosen.Name, usedSeed, report, Problem: null, report.Agrees ? ExitCode.Ok : ExitCode.VerdictFalse);
    }

    private KernelGeneration? Choose(Recording recording, Scenario scenario, out string? name)
    {
        name = recording.Machine?.Kernel ?? scenario.Generation;
        return generation ?? (name is null ? KernelGenerations.Default : KernelGenerations.Find(name));
    }

    /// <summary>No recorded kernel hung: a run that does disagrees whatever else it did.</summary>
    private static AgreementReport WithHang(AgreementReport report, RunEnd end) => end.Status is not RunStatus.Hung
        ? report
        : report with
        {
            Disagreements =
            [
                new Disagreement(AgreementRule.Outcome, "the run", "came to its end", $"hangs: {end.Message}", "section 3: what waits for async work waits until every outstanding function has returned"),
                .. report.Disagreements,
            ],
        };
}
