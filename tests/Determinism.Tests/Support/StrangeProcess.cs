using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>
/// The built <c>numaprobe</c> as a process of its own that is as unlike this one as it can be: Turkish, in another time zone, with the
/// server's collector and without tiered compilation.
/// </summary>
internal static class StrangeProcess
{
    private const int OldestIcu = 50;
    private const int NewestIcu = 99;

    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal)
    {
        ["LANG"] = "tr_TR.UTF-8",
        ["LC_ALL"] = "tr_TR.UTF-8",
        ["TZ"] = "Pacific/Chatham",
        ["DOTNET_GCServer"] = "1",
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = HasCultures ? "0" : "1",
    };

    /// <summary>This machine has culture data, so the process can really be Turkish.</summary>
    internal static bool HasCultures => !OperatingSystem.IsLinux() || Enumerable.Range(OldestIcu, NewestIcu - OldestIcu).Any(IsIcu);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "numaprobe.dll");

    /// <summary>Runs it.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="arguments">Its arguments.</param>
    internal static async Task<(int ExitCode, byte[] Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(StartInfo(folder, arguments))!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output.ToArray(), await errors);
    }

    private static ProcessStartInfo StartInfo(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["exec", "--runtimeconfig", Configuration(folder), "--depsfile", Path.ChangeExtension(Program, ".deps.json"), Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // the program itself asks for the invariant culture; here it must do without
    private static string Configuration(string folder)
    {
        var text = File.ReadAllText(Path.ChangeExtension(Program, ".runtimeconfig.json"));
        var file = Path.Combine(folder, "strange.runtimeconfig.json");
        File.WriteAllText(file, HasCultures ? text.Replace("Invariant\": true", "Invariant\": false", StringComparison.Ordinal) : text);
        return file;
    }

    private static bool IsIcu(int version)
    {
        if (!NativeLibrary.TryLoad($"libicuuc.so.{version}", out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
