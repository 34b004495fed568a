using System.Diagnostics;

namespace NumaProbe.Conformance.Support;

/// <summary>Runs the built <c>numaprobe</c> as a process of its own.</summary>
internal static class CommandLine
{
    internal static async Task<(int ExitCode, byte[] Output, string Errors)> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "numaprobe.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output.ToArray(), await errors);
    }
}
