using System.Text.Json;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Live;

public sealed class ClusterVerbTests
{
    [Fact]
    public async Task Status_shows_the_cluster_its_hosts_and_its_run()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Cluster.Missing = [4, 5];
        live.Run("status").ShouldBe(0);
        live.Cli.Out.ShouldStartWith(
            """
            cluster lab: not ready, term 3
            host a: node 0, heard from 12 ms ago
            host b: node 1, heard from 1500 ms ago
            no host has node 4, 5; start one with 'numaprobe node --nodes 4,5'
            run 1: two-nodes, kernel v6.12, seed 5
              running, idle; 5.000 ms of virtual time,
            """.ReplaceLineEndings("\n"));
        live.Run("status", "-o", "json").ShouldBe(0);
        using var document = JsonDocument.Parse(live.Cli.Out);
        document.RootElement.GetProperty("kind").GetString().ShouldBe("ClusterStatus");
    }

    [Fact]
    public async Task Status_and_waiting_say_how_far_a_run_is_executed_again()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Cluster.RebuildsToNs = 20_000_000;
        live.Run("status").ShouldBe(0);
        live.Cli.Out.ShouldContain("  rebuilding what happened before this coordinator led, up to 20.000 ms; events are taken meanwhile, idle; 5.000 ms of virtual time,");
        live.Run("wait", "--for=run=finished", "--timeout=10ms").ShouldBe(5);
        live.Cli.Out.ShouldStartWith("rebuilding to 20.000 ms, ");
    }

    [Fact]
    public async Task Status_before_the_first_run_says_how_to_begin_one()
    {
        await using var live = await LiveHarness.StartAsync();
        live.Run("status").ShouldBe(0);
        live.Cli.Out.ShouldContain("no run yet; begin one with 'numaprobe run FILE --cluster URL'");
    }

    [Theory]
    [InlineData("idle", 0)]
    [InlineData("ready", 0)]
    [InlineData("all-bound", 0)]
    [InlineData("device/d0=bound", 0)]
    [InlineData("device/d0=absent", 5)]
    [InlineData("run=finished", 5)]
    [InlineData("something", 2)]
    public async Task Wait_tells_by_its_exit_code(string condition, int code)
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("wait", "--for", condition, "--timeout", "10ms").ShouldBe(code, live.Cli.Error);
    }

    [Fact]
    public async Task Waiting_for_what_can_no_longer_come_is_a_false_verdict()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("finish").ShouldBe(0, live.Cli.Error);
        live.Run("wait", "--for=device/d0=absent", "--timeout=10min").ShouldBe(1);
        live.Cli.Out.ShouldBe("d0 is bound\n");
    }

    [Fact]
    public async Task Finish_prints_how_the_run_ended()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("finish").ShouldBe(0, live.Cli.Error);
        live.Cli.Out.ShouldStartWith("run 1 ended: completed after ");
        live.Run("finish", "-o", "json").ShouldBe(0);
        using var document = JsonDocument.Parse(live.Cli.Out);
        document.RootElement.GetProperty("isWritten").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_export_is_a_scenario_that_runs_here_to_the_same_trace()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("export", "scenario").ShouldBe(0);
        live.Cli.Out.ShouldBe(SomeScenario.TwoNodes);
        live.Run("export", "scenario", "-o", live.Cli["out.yaml"]).ShouldBe(0);
        File.ReadAllText(live.Cli["out.yaml"]).ShouldBe(SomeScenario.TwoNodes);
        live.Run("export", "scenario", "-o", live.Cli["none/out.yaml"]).ShouldBe(6);
        live.Cli.Error.ShouldContain("cannot be written");
    }

    [Fact]
    public async Task The_trace_of_a_cluster_is_that_of_a_folder()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("finish").ShouldBe(0);
        live.Run("run", live.Cli.File("s.yaml", SomeScenario.TwoNodes), "--out", live.Cli["here"]).ShouldBe(0);
        foreach (var filter in new string[][] { [], ["--node", "1"], ["--device", "d1"] })
        {
            live.Run(["trace", "-o", "jsonl", .. filter]).ShouldBe(0, live.Cli.Error);
            var there = WithoutHeader(live.Cli.Out);
            live.Run(["trace", live.Cli["here"], "-o", "jsonl", .. filter]).ShouldBe(0);
            there.ShouldBe(WithoutHeader(live.Cli.Out));
        }

        live.Run("trace", "--node", "1").ShouldBe(0);
        var text = live.Cli.Out;
        live.Run("trace", live.Cli["here"], "--node", "1").ShouldBe(0);
        live.Cli.Out.ShouldEndWith(text);
    }

    [Fact]
    public async Task Following_prints_what_comes_until_the_run_ends()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        var following = live.RunAsync("trace", "--follow", "-o", "jsonl");
        await live.Cluster.FinishAsync(TestContext.Current.CancellationToken);
        (await following).ShouldBe(0, live.Cli.Error);
        var followed = live.Cli.Out;
        live.Run("trace", "-o", "jsonl").ShouldBe(0);
        followed.ShouldBe(live.Cli.Out);
    }

    [Fact]
    public async Task A_folder_cannot_be_followed_and_a_wrong_node_is_refused_by_the_cluster()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("trace", live.Cli["x"], "--follow").ShouldBe(2);
        live.Cli.Error.ShouldContain("leave DIR out");
        live.Run("trace", "--node", "7").ShouldBe(2);
        live.Cli.Error.ShouldContain("nodes 0 to 1");
    }

    [Fact]
    public async Task A_run_in_a_cluster_gives_the_same_summary_and_folder_as_here()
    {
        await using var live = await LiveHarness.StartAsync();
        var file = live.Cli.File("s.yaml", SomeScenario.Expecting("bound: 2"));
        live.Run("run", file, "--out", live.Cli["here"], "--seed", "7").ShouldBe(0);
        var here = live.Cli.Out;
        live.Run("run", file, "--cluster", live.Url, "--out", live.Cli["there"], "--seed", "7").ShouldBe(0, live.Cli.Error);
        live.Cli.Out.ShouldBe(here.Replace(live.Cli["here"], live.Cli["there"], StringComparison.Ordinal));
        File.ReadAllBytes(Path.Combine(live.Cli["there"], "scenario.yaml")).ShouldBe(File.ReadAllBytes(file));
        live.Run("trace", live.Cli["there"], "-o", "jsonl").ShouldBe(0);
    }

    [Fact]
    public async Task A_run_in_a_cluster_has_the_same_verdict_and_refusals_as_here()
    {
        await using var live = await LiveHarness.StartAsync();
        live.Run("run", live.Cli.File("s.yaml", SomeScenario.Expecting("bound: 3")), "--cluster", live.Url, "--out", live.Cli["a"]).ShouldBe(1);
        live.Run("run", live.Cli["s.yaml"], "--cluster", live.Url, "--out", live.Cli["a"]).ShouldBe(2);
        live.Cli.Error.ShouldContain("--force");
        live.Cluster.Runs.ShouldBe(1, "the folder is looked at before anything begins");
        live.Run("run", live.Cli.File("bad.yaml", "kind: Scenario\n"), "--cluster", live.Url).ShouldBe(3);
        live.Run("run", live.Cli["s.yaml"], "--cluster", live.Url, "--out", live.Cli["a"], "--force").ShouldBe(1);
    }

    [Fact]
    public async Task A_cluster_that_is_busy_with_another_run_refuses_and_leaves_no_folder()
    {
        await using var live = await LiveHarness.StartWithRunAsync();
        live.Run("run", live.Cli.File("s.yaml", SomeScenario.TwoNodes), "--cluster", live.Url, "--out", live.Cli["a"]).ShouldBe(6);
        live.Cli.Error.ShouldContain("has not ended");
        live.Cli.Entries.ShouldBe(["s.yaml"]);
    }

    [Fact]
    public void A_run_folder_of_something_else_is_not_kept()
    {
        using var cli = new CliHarness();
        Should.Throw<Runs.RunFolderException>(() => Runs.Folders.RunFolderCopy.Write(
            Runs.Places.RunFolderPlace.At(cli["a"], force: false), Runs.Folders.ScenarioText.Of("x"u8.ToArray()), stream => stream.Write("no database"u8)));
        cli.Entries.ShouldBeEmpty();
    }

    // the fake cluster names a version of its own
    private static string WithoutHeader(string lines) => lines[lines.IndexOf('\n', StringComparison.Ordinal)..];
}
