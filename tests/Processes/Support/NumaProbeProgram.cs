using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Support;

/// <summary>The built <c>numaprobe</c> as processes of their own, which do not outlive the test process.</summary>
internal static class NumaProbeProgram
{
    // the one that is compiled ahead, where the build could do that
    private static readonly string Library =
        new[] { "ahead/numaprobe.dll", "numaprobe.dll" }.Select(file => Path.Combine(AppContext.BaseDirectory, file)).First(File.Exists);

    /// <summary>What starts it, before its arguments.</summary>
    internal static string[] Command { get; } = ["dotnet", Library];

    /// <summary>Starts it.</summary>
    /// <param name="home">A folder of the test's own.</param>
    /// <param name="onLine">Takes every line it prints.</param>
    /// <param name="before">A program and arguments to start it with, or none.</param>
    /// <param name="words">Its arguments.</param>
    internal static GuardedProcess Start(string home, Action<string> onLine, string[] before, params string[] words) =>
        GuardedProcess.Start(Environment(home), onLine, [.. before, .. Command, .. words]);

    private static Dictionary<string, string> Environment(string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["DOTNET_NOLOGO"] = "1",

            // processes are killed and started all the time: what matters is how soon they begin, not how fast they are after minutes
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_TC_CallCounting"] = "0",
            ["DOTNET_gcConcurrent"] = "0",
        };
        foreach (var name in new[] { "PATH", "DOTNET_ROOT", "LD_LIBRARY_PATH" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        return environment;
    }
}
