using System.Diagnostics;
using System.Globalization;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests;

/// <summary>What only a real process shows: its exit code, its streams, its working folder and signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "numaprobe.dll");

    private readonly CliHarness _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_out_a_run_goes_under_runs_with_a_number_when_taken()
    {
        _folder.File("s.yaml", SomeScenario.TwoNodes);
        Run("run", "s.yaml").ExitCode.ShouldBe(0);
        Run("run", "s.yaml").Out.ShouldContain($"written to  {Path.Combine("runs", "two-nodes-v6.12-5-2")}   next:");
        Directory.EnumerateDirectories(_folder["runs"]).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)
            .ShouldBe(["two-nodes-v6.12-5", "two-nodes-v6.12-5-2"]);
    }

    [Fact]
    public void Errors_go_to_standard_error_only()
    {
        var (code, output, error) = Run("run", "nothing.yaml");
        (code, output).ShouldBe((3, ""));
        error.ShouldBe("nothing.yaml: no such file: nothing has this name; check the path\nnumaprobe: nothing.yaml is not a valid scenario\n");
    }

    [Fact]
    public void The_trace_is_the_same_bytes_in_every_language_and_time_zone()
    {
        _folder.File("s.yaml", SomeScenario.TwoNodes);
        Run("run", "s.yaml", "--out", "a").ExitCode.ShouldBe(0);
        var here = Run("trace", "a", "-o", "jsonl").Out;
        using var process = Start(["trace", "a", "-o", "jsonl"], ("LC_ALL", "de_DE.UTF-8"), ("TZ", "Asia/Kathmandu"));
        Finish(process).Out.ShouldBe(here);
        here.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_error()
    {
        _folder.File("s.yaml", SomeScenario.TwoNodes.Replace("name: d1,", "name: \"d{1..2000}\",", StringComparison.Ordinal).Replace("device_add: d1", "device_add: \"d{1..2000}\"", StringComparison.Ordinal));
        Run("run", "s.yaml", "--out", "a").ExitCode.ShouldBe(0);
        using var process = Start(["trace", "a", "-o", "jsonl"]);
        process.StandardOutput.Read().ShouldBe('{');
        process.StandardOutput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        (process.ExitCode, error).ShouldBe((0, ""));
    }

    [Fact]
    public void A_full_disk_under_the_output_is_an_error()
    {
        Needs.That(File.Exists("/dev/full"), "there is no /dev/full");
        Needs.Tool("sh");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "dotnet \"$0\" generations > /dev/full", Program])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        (process.ExitCode, error.Split(':')[1]).ShouldBe((6, " standard output cannot be written"));
    }

    [Fact]
    public void A_file_that_others_write_to_keeps_what_they_wrote()
    {
        Needs.Tool("sh");
        var file = _folder["both"];
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "{ dotnet \"$0\" version; echo middle; dotnet \"$0\" version; } > \"$1\"", Program, file]) { UseShellExecute = false })!;
        process.WaitForExit();
        var lines = File.ReadAllLines(file);
        lines.ShouldBe([lines[0], "middle", lines[0]]);
        lines[0].ShouldStartWith("numaprobe ");
    }

    [Fact]
    public void Ctrl_C_ends_a_run_with_130_and_leaves_nothing()
    {
        Needs.Tool("kill");
        Needs.That(!IsInterruptIgnored(), "this process ignores SIGINT, and so do its children");
        _folder.File("s.yaml", SomeScenario.TwoNodes.Replace("name: d1,", "name: \"d{1..30000}\",", StringComparison.Ordinal).Replace("device_add: d1", "device_add: \"d{1..30000}\"", StringComparison.Ordinal));
        using var process = Start(["run", "s.yaml", "--out", "a", "--debug"]);
        process.StandardError.ReadLine().ShouldNotBeNull().ShouldContain("running");
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        var (code, output, error) = Finish(process);
        (code, output).ShouldBe((130, ""));
        error.ShouldEndWith("numaprobe: interrupted\n");
        _folder.Entries.ShouldBe(["s.yaml"]);
    }

    private static bool IsInterruptIgnored()
    {
        const string Status = "/proc/self/status";
        const int Interrupt = 2;
        return File.Exists(Status)
            && File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupt - 1))) != 0;
    }

    private static (int ExitCode, string Out, string Error) Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private (int ExitCode, string Out, string Error) Run(params string[] words)
    {
        using var process = Start(words);
        return Finish(process);
    }

    private Process Start(string[] words, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. words])
        {
            WorkingDirectory = _folder[""],
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
