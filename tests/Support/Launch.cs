using System.Diagnostics;

namespace NumaProbe.Tests.Support;

/// <summary>Runs a program to its end. Errors of the program go where the test's own go.</summary>
internal static class Launch
{
    /// <summary>Runs a program and keeps what it prints.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments, each as it is.</param>
    internal static (int ExitCode, string Output) ToEnd(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
