using NumaProbe.Analysis.Agreement;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Verify;

/// <summary>What came of one file: a report, or a problem. Never both and never neither.</summary>
/// <param name="File">The file.</param>
/// <param name="Generation">Kernel generation that ran, or null.</param>
/// <param name="Seed">Seed that ran.</param>
/// <param name="Report">How the run compares, or null.</param>
/// <param name="Problem">Why there is no report, or null.</param>
/// <param name="Code">The exit code that this file alone would give.</param>
internal sealed record VerifyOutcome(string File, string? Generation, ulong Seed, AgreementReport? Report, string? Problem, int Code)
{
    /// <summary>The file cannot be verified.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problem">Why.</param>
    internal static VerifyOutcome Invalid(string file, string problem) =>
        new(file, Generation: null, Seed: 0, Report: null, problem, ExitCode.InvalidScenario);
}
