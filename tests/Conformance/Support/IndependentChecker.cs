using System.Diagnostics;
using System.Text;

namespace NumaProbe.Conformance.Support;

/// <summary>Runs <c>independent/compare.mjs</c>, which re-implements the rules of agreement, in Node.js.</summary>
internal static class IndependentChecker
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "independent", "compare.mjs");

    /// <summary>Skips the test where there is no Node.js; in CI (<c>CI=true</c>) that is a failure instead.</summary>
    internal static void RequireNode() => Needs.Tool("node");

    /// <summary>Compares JSON lines of a run with a recording.</summary>
    internal static async Task<(int ExitCode, string Output)> CompareAsync(string recordingName, byte[] jsonLines, CancellationToken cancellation)
    {
        using var process = Start("node", [Script, RecordingSet.PathOf(recordingName)], redirectInput: true);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.BaseStream.WriteAsync(jsonLines, cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }

    private static Process Start(string program, string[] arguments, bool redirectInput) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = redirectInput,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
    })!;
}
