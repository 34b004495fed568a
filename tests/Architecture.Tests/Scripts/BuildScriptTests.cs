namespace NumaProbe.Architecture.Tests.Scripts;

/// <summary>build.sh and build.ps1 are twins, and what build.sh says about a test log is true.</summary>
public sealed class BuildScriptTests
{
    private static readonly string[] Targets = ["build", "test", "run", "bench", "publish", "help"];

    [Fact]
    public void Both_scripts_have_the_same_targets_and_dotnet_calls()
    {
        var shell = BuildScript.ReadShell(File.ReadLines(RepoRoot.Combine("build.sh")));
        var powerShell = BuildScript.ReadPowerShell(File.ReadLines(RepoRoot.Combine("build.ps1")));

        shell.Keys.ShouldBe(Targets);
        powerShell.Keys.ShouldBe(Targets);
        Targets.ShouldAllBe(target => shell[target] == powerShell[target]);
        Targets.SkipLast(1).ShouldAllBe(target => shell[target].Length > 0);
    }

    [Fact]
    public void A_call_that_differs_between_the_scripts_is_seen()
    {
        var shell = BuildScript.ReadShell(["  build)", "    dotnet build A.slnx \"$@\" | tee \"$log\""]);

        shell["build"].ShouldBe(BuildScript.ReadPowerShell(["  'build' {", "    dotnet build A.slnx @rest | Tee-Object x"])["build"]);
        shell["build"].ShouldNotBe(BuildScript.ReadPowerShell(["  'build' {", "    dotnet build B.slnx @rest"])["build"]);
    }

    [Theory]
    [InlineData(0, "  succeeded: 7\n  failed: 0\n  skipped: 1\n", "7 passed, 0 failed, 1 skipped", 0)]
    [InlineData(2, "  succeeded: 7\n  failed: 2\n  skipped: 0\n", "7 passed, 2 failed, 0 skipped", 1)]
    [InlineData(1, "  error: 1\n\n  succeeded: 7\n  failed: 0\n  skipped: 0\n", "7 passed, 1 failed, 0 skipped", 1)]
    [InlineData(1, "  succeeded: 7\n  failed: 0\n  skipped: 0\n", "7 passed, 1 failed, 0 skipped", 1)]
    [InlineData(0, "  succeeded: 0\n  failed: 0\n  skipped: 0\n", "0 passed, 1 failed, 0 skipped", 1)]
    public void The_sum_of_a_test_log_counts_every_failure(int status, string summary, string sum, int exitCode) =>
        SumOf($"  failed: 99 (in the output of a test)\nTest run summary: x\n{summary}", status).ShouldBe((sum, exitCode));

    [Fact]
    public void A_build_that_never_came_to_a_summary_is_a_failure() =>
        SumOf("error CS1002: ; expected\n", status: 1).ShouldBe(("0 passed, 1 failed, 0 skipped", 1));

    private static (string Sum, int ExitCode) SumOf(string log, int status)
    {
        Needs.Tool("bash");
        Needs.Tool("awk");
        var function = File.ReadAllText(RepoRoot.Combine("build.sh"));
        function = function[function.IndexOf("sum_tests()", StringComparison.Ordinal)..];
        function = function[..(function.IndexOf("\n}\n", StringComparison.Ordinal) + 3)];
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, log);
            var (exitCode, sum) = Launch.ToEnd(RepoRoot.Folder, "bash", "-c", $"{function}sum_tests '{path}' {status}");
            return (sum.Trim(), exitCode);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
