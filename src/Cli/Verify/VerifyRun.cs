using NumaProbe.Shared.Generations;

namespace NumaProbe.Cli.Verify;

/// <summary>One <c>numaprobe verify</c>: every file in turn, the worst outcome decides the exit code.</summary>
/// <param name="execute">Runs a scenario.</param>
/// <param name="output">Takes the outcomes.</param>
/// <param name="errors">Standard error.</param>
public sealed class VerifyRun(RunExecutor execute, IVerifyOutput output, TextWriter errors)
{
    /// <summary>Every recording agrees.</summary>
    public const int AllAgree = 0;

    /// <summary>A recording disagrees.</summary>
    public const int Disagrees = 1;

    /// <summary>A file is not a recording or cannot be read.</summary>
    public const int InvalidFile = 3;

    /// <summary>A run ended early.</summary>
    public const int RunFailed = 6;

    /// <summary>Verifies files and folders.</summary>
    /// <param name="paths">Files and folders as typed.</param>
    /// <param name="generation">Kernel generation for all, or null for each recording's own.</param>
    /// <param name="seed">Seed for all, or null for each scenario's.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The exit code.</returns>
    public int Verify(IEnumerable<string> paths, KernelGeneration? generation, ulong? seed, CancellationToken cancellation)
    {
        var verifier = new RecordingVerifier(execute, generation, seed);
        var exitCode = AllAgree;
        foreach (var file in RecordingFiles.Find(paths))
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = file.Problem is { } problem
                ? VerifyOutcome.Invalid(file.Path, problem)
                : verifier.Verify(file.Path, cancellation);
            output.Add(outcome);
            if (outcome.Problem is not null)
            {
                errors.WriteLine($"numaprobe: {outcome.Problem}");
            }

            exitCode = Math.Max(exitCode, CodeOf(outcome));
        }

        output.Finish();
        return exitCode;
    }

    private static int CodeOf(VerifyOutcome outcome) => outcome switch
    {
        { Failed: true } => RunFailed,
        { Report: null } => InvalidFile,
        { Report.Agrees: false } => Disagrees,
        _ => AllAgree,
    };
}
