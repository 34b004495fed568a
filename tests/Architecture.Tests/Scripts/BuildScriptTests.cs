namespace NumaProbe.Architecture.Tests.Scripts;

/// <summary>build.sh and build.ps1 are twins, and what build.sh says about a test log is true.</summary>
public sealed class BuildScriptTests
{
    private static readonly string[] Targets = ["build", "test", "run", "bench", "publish", "pack", "sbom", "help"];

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

    [Theory]
    [InlineData(0, "Passed!  - Failed:     0, Passed:     5, Skipped:     0, Total:     5, Duration: 3 s - x.dll\n", "12 passed, 0 failed, 1 skipped", 0)]
    [InlineData(0, "Passed!  - Failed:     0, Passed:     4, Skipped:     2, Total:     6, Duration: 3 s - x.dll\n", "11 passed, 0 failed, 3 skipped", 0)]
    [InlineData(1, "Failed!  - Failed:     2, Passed:     3, Skipped:     0, Total:     5, Duration: 3 s - x.dll\n", "10 passed, 2 failed, 1 skipped", 1)]
    [InlineData(0, "No test is available in x.dll.\n", "7 passed, 1 failed, 1 skipped", 1)]
    [InlineData(1, "The test source file x.dll was not found.\n", "7 passed, 1 failed, 1 skipped", 1)]
    public void The_tests_of_the_second_runner_count_as_those_of_the_first(int status, string log, string sum, int exitCode) =>
        SumOf($"Test run summary: x\n  succeeded: 7\n  failed: 0\n  skipped: 1\nVSTest version 18.7.0 (x64)\n  Passed N.T.A_test [3 ms]\n{log}", status)
            .ShouldBe((sum, exitCode));

    [Fact]
    public void Every_project_of_the_second_runner_must_run_a_test()
    {
        const string Run = "VSTest version 18.7.0 (x64)\n";
        const string Passed = "Passed!  - Failed:     0, Passed:     5, Skipped:     0, Total:     5, Duration: 3 s - x.dll\n";

        SumOf($"{Run}{Passed}{Run}{Passed}", status: 0).ShouldBe(("10 passed, 0 failed, 0 skipped", 0));
        SumOf($"{Run}{Passed}{Run}No test is available in y.dll.\n", status: 0).ShouldBe(("5 passed, 1 failed, 0 skipped", 1));
    }

    [Fact]
    public void The_names_of_failed_tests_are_told_again_before_the_sum() =>
        SumOf(
            "failed N.T.A_test (1s 002ms)\n  failed: 99 (in the output of a test)\nTest run summary: x\n  succeeded: 7\n  failed: 1\nVSTest version 18.7.0 (x64)\n  Failed N.T.Another(x: 1) [3 ms]\n"
            + "Failed!  - Failed:     1, Passed:     4, Skipped:     0, Total:     5, Duration: 3 s - x.dll\n",
            status: 1).ShouldBe(("failed N.T.A_test (1s 002ms)\n  Failed N.T.Another(x: 1) [3 ms]\n11 passed, 2 failed, 0 skipped", 1));

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
