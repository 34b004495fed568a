using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Cli.Verify;

/// <summary>One <c>numaprobe verify</c>: every file in turn, the worst outcome decides the exit code.</summary>
/// <param name="runner">Carries out runs.</param>
/// <param name="output">Takes the outcomes.</param>
/// <param name="errors">Standard error.</param>
internal sealed class VerifyRun(IRunner runner, IVerifyOutput output, TextWriter errors)
{
    /// <summary>Verifies files and folders.</summary>
    /// <param name="paths">Files and folders as typed.</param>
    /// <param name="generation">Kernel generation for all, or null for each recording's own.</param>
    /// <param name="seed">Seed for all, or null for each scenario's.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal int Verify(IEnumerable<string> paths, KernelGeneration? generation, ulong? seed, CancellationToken cancellation)
    {
        var verifier = new RecordingVerifier(runner, generation, seed);
        var code = ExitCode.Ok;
        foreach (var file in RecordingFiles.Find(paths))
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = file.Problem is { } problem
                ? VerifyOutcome.Invalid(file.Path, problem)
                : verifier.Verify(file.Path, cancellation);
            output.Add(outcome);
            code = Math.Max(code, outcome.Code);
            foreach (var line in outcome.Problem?.Split('\n') ?? [])
            {
                errors.WriteLine("numaprobe: " + PlainText.Of(line));
            }
        }

        output.Finish();
        return code;
    }
}
