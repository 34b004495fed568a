using System.Diagnostics;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests;

/// <summary>A run on the bare loop needs nothing of Akka.NET: it works where Akka.dll cannot be loaded.</summary>
public sealed class WithoutAkkaTests : IDisposable
{
    private readonly CliHarness _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_here_loads_nothing_of_Akka_unless_it_is_asked_to()
    {
        var program = CopyWithSpoiledAkka();
        _folder.File("s.yaml", SomeScenario.TwoNodes);

        Run(program, "run", "s.yaml", "--out", "bare").ShouldBe((0, ""));
        Run(program, "check", "s.yaml").ShouldBe((0, ""));

        var (code, error) = Run(program, "run", "s.yaml", "--out", "akka", "--host", "akka");
        code.ShouldNotBe(0);
        error.ShouldContain("Akka");
    }

    private string CopyWithSpoiledAkka()
    {
        var target = Directory.CreateDirectory(_folder["program"]).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(AppContext.BaseDirectory, file);
            if (relative.StartsWith("runtimes", StringComparison.Ordinal) || !relative.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, relative))!);
                File.Copy(file, Path.Combine(target, relative));
            }
        }

        // there must be a file, or the program would not even start
        File.Exists(Path.Combine(target, "Akka.dll")).ShouldBeTrue();
        File.WriteAllText(Path.Combine(target, "Akka.dll"), "no assembly");
        return Path.Combine(target, "numaprobe.dll");
    }

    private (int Code, string Error) Run(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", words)
        {
            WorkingDirectory = _folder[""],
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.GetAwaiter().GetResult());
    }
}
