using System.Text.Json;
using NumaProbe.Cli.Tests.Support;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Tests.Verbs;

public sealed class RunVerbTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_run_prints_its_summary_and_leaves_its_folder()
    {
        Run(SomeScenario.TwoNodes).ShouldBe(0);
        _cli.Out.ShouldStartWith("run         two-nodes, kernel v6.12, seed 5, id ");
        _cli.Out.ShouldContain("devices     2 bound, 0 deferred, 0 failed\n");
        _cli.Out.ShouldContain($"written to  {_cli["run"]}   next: numaprobe trace {_cli["run"]}\n");
        _cli.Out.Split('\n').Length.ShouldBeLessThanOrEqualTo(13);
        _cli.Error.ShouldBeEmpty();
        File.ReadAllText(Path.Combine(_cli["run"], "scenario.yaml")).ShouldBe(SomeScenario.TwoNodes);
        File.Exists(Path.Combine(_cli["run"], "run.db")).ShouldBeTrue();
    }

    [Fact]
    public void The_json_form_is_one_document()
    {
        Run(SomeScenario.TwoNodes, "-o", "json", "--seed", "18446744073709551615", "--generation", "6.1").ShouldBe(0);
        using var json = JsonDocument.Parse(_cli.Out);
        json.RootElement.GetProperty("kind").GetString().ShouldBe("RunSummary");
        json.RootElement.GetProperty("seed").GetUInt64().ShouldBe(ulong.MaxValue);
        json.RootElement.GetProperty("generation").GetString().ShouldBe("v6.1");
        json.RootElement.GetProperty("bound").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("folder").GetString().ShouldBe(_cli["run"]);
    }

    [Theory]
    [InlineData("1ms", "100%", 0, "expected    all 1 hold\n")]
    [InlineData("1min", "5%", 1, "expected    NOT MET: makespan is ")]
    public void A_run_that_is_too_far_from_a_published_figure_ends_with_1(string published, string within, int code, string expected)
    {
        var wait = SomeScenario.TwoNodes + $"expect: {{makespan: {{published: {published}, within: {within}, constants: predicted, source: a paper}}}}\n";

        Run(wait).ShouldBe(code);

        _cli.Out.ShouldContain("\npublished   makespan ");
        _cli.Out.ShouldContain(", predicted; a paper\n");
        _cli.Out.ShouldContain(expected);
    }

    [Fact]
    public void The_same_scenario_and_seed_give_the_same_run()
    {
        var file = _cli.File("s.yaml", SomeScenario.TwoNodes);
        _cli.Run("run", file, "--out", _cli["one"]);
        _cli.Run("run", file, "--out", _cli["two"]);
        File.ReadAllBytes(Path.Combine(_cli["one"], "run.db")).ShouldBe(File.ReadAllBytes(Path.Combine(_cli["two"], "run.db")));
    }

    [Fact]
    public void Both_actor_hosts_write_the_same_run()
    {
        var file = _cli.File("s.yaml", SomeScenario.TwoNodes);
        _cli.Run("run", file, "--out", _cli["bare"], "--host", "bare").ShouldBe(0);
        var summary = _cli.Out;
        _cli.Run("run", file, "--out", _cli["akka"], "--host", "akka").ShouldBe(0);

        _cli.Out.Replace(_cli["akka"], _cli["bare"], StringComparison.Ordinal).ShouldBe(summary);
        File.ReadAllBytes(Path.Combine(_cli["akka"], "run.db")).ShouldBe(File.ReadAllBytes(Path.Combine(_cli["bare"], "run.db")));
    }

    [Fact]
    public void An_unknown_actor_host_lists_the_known_ones()
    {
        Run(SomeScenario.TwoNodes, "--host", "orleans").ShouldBe(2);
        _cli.Error.ShouldContain("'orleans'");
        _cli.Error.ShouldContain("'bare'");
        _cli.Error.ShouldContain("'akka'");
        _cli.Entries.ShouldBe(["s.yaml"]);
    }

    [Fact]
    public void An_actor_host_is_not_chosen_for_a_cluster()
    {
        Run(SomeScenario.TwoNodes, "--host", "akka", "--cluster", "http://127.0.0.1:1").ShouldBe(2);
        _cli.Error.ShouldContain("--host is for a run here");
    }

    [Fact]
    public void A_scenario_may_come_from_standard_input()
    {
        _cli.RunWith(SomeScenario.TwoNodes, "run", "-", "--out", _cli["run"]).ShouldBe(0);
        _cli.Out.ShouldContain("two-nodes");
    }

    [Fact]
    public void The_generation_is_the_option_then_the_scenarios_then_the_default()
    {
        var own = SomeScenario.TwoNodes + "generation: v6.1\n";
        GenerationOf(own).ShouldBe("v6.1");
        GenerationOf(own, "--generation", "v6.12").ShouldBe("v6.12");
        GenerationOf(SomeScenario.TwoNodes).ShouldBe("v6.12");
    }

    [Fact]
    public void An_unknown_generation_lists_the_known_ones()
    {
        Run(SomeScenario.TwoNodes, "--generation", "v6.11").ShouldBe(2);
        _cli.Error.ShouldStartWith("numaprobe: there is no kernel generation 'v6.11' (did you mean 'v6.1'?); known: ");
        _cli.Error.ShouldContain("v6.12");
        _cli.Entries.ShouldBe(["s.yaml"]);
    }

    [Fact]
    public void An_invalid_scenario_prints_every_problem_and_writes_nothing()
    {
        Run("apiVersion: numaprobe/v1\nkind: Scenario\nnam: x\ntopology: 1 nodes x 1 cpus, 1GiB\n").ShouldBe(3);
        _cli.Out.ShouldBeEmpty();
        _cli.Error.ShouldContain("unknown key 'nam'");
        _cli.Error.ShouldContain("missing key 'name'");
        _cli.Error.ShouldEndWith($"numaprobe: {_cli["s.yaml"]} is not a valid scenario\n");
        _cli.Entries.ShouldBe(["s.yaml"]);
    }

    [Fact]
    public void An_expectation_that_does_not_hold_is_exit_code_1_with_the_run_written()
    {
        Run(SomeScenario.Expecting("bound: 3")).ShouldBe(1);
        _cli.Out.ShouldContain("expected    NOT MET: bound is 2, expected 3\n");
        Directory.Exists(_cli["run"]).ShouldBeTrue();
        _cli.Run("run", _cli.File("t.yaml", SomeScenario.Expecting("bound: 2")), "--out", _cli["t"]).ShouldBe(0);
        _cli.Out.ShouldContain("expected    all 1 hold\n");
    }

    [Fact]
    public void A_hang_is_exit_code_1_unless_it_is_expected()
    {
        _cli.Runner = FakeRunner.Ending(RunStatus.Hung, "1 thread waits");
        Run(SomeScenario.TwoNodes).ShouldBe(1);
        _cli.Out.ShouldContain("findings    hang: 1 thread waits\n");
        _cli.Run("run", _cli.File("t.yaml", SomeScenario.Expecting("status: hung")), "--out", _cli["t"]).ShouldBe(0);
    }

    [Fact]
    public void A_probe_that_waits_for_itself_hangs_the_emulated_kernel()
    {
        Run(SomeScenario.TwoNodes + "probes:\n  - {device: d0, steps: [{async_synchronize_full: }]}\n").ShouldBe(1);
        _cli.Out.ShouldContain("thread 0 waits for ever in wait_for_device_probe()");
        _cli.Out.ShouldContain("expected    NOT MET: status is hung, expected completed\n");
        _cli.Run("trace", _cli["run"]).ShouldBe(0);
        _cli.Out.ShouldContain("waits for ever in wait_for_device_probe()");
    }

    [Fact]
    public void A_run_that_reaches_a_bound_is_exit_code_6_and_kept()
    {
        _cli.Runner = FakeRunner.Ending(RunStatus.LimitReached, "50 events");
        Run(SomeScenario.TwoNodes).ShouldBe(6);
        _cli.Error.ShouldBe("numaprobe: the run was ended at a bound: 50 events\n");
        Directory.Exists(_cli["run"]).ShouldBeTrue();
    }

    [Fact]
    public void A_bug_is_one_line_and_a_stack_trace_only_on_request()
    {
        _cli.Runner = FakeRunner.Ending(RunStatus.Failed, "invariant x");
        Run(SomeScenario.TwoNodes).ShouldBe(70);
        _cli.Error.ShouldBe(
            "numaprobe: internal error: invariant x; this is a bug, please report it with the scenario and the output of 'numaprobe version -o json'\n");
        Run(SomeScenario.TwoNodes, "--debug", "--force").ShouldBe(70);
        _cli.Error.ShouldContain("   at NumaProbe.Cli.");
    }

    [Fact]
    public void An_interrupted_run_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        _cli.Interrupted = source.Token;
        _cli.Runner = new FakeRunner((_, _, cancellation) =>
        {
            source.Cancel();
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException("not reached");
        });
        Run(SomeScenario.TwoNodes).ShouldBe(130);
        _cli.Error.ShouldBe("numaprobe: interrupted\n");
        _cli.Entries.ShouldBe(["s.yaml"]);
    }

    [Fact]
    public void A_folder_that_is_taken_is_refused_before_the_run()
    {
        Run(SomeScenario.TwoNodes).ShouldBe(0);
        _cli.Runner = FakeRunner.Ending(RunStatus.Failed, "must not run");
        Run(SomeScenario.TwoNodes).ShouldBe(2);
        _cli.Error.ShouldBe($"numaprobe: {_cli["run"]} holds an earlier run; replace it with --force or choose another --out\n");
    }

    private int Run(string scenario, params string[] more) =>
        _cli.Run(["run", _cli.File("s.yaml", scenario), "--out", _cli["run"], .. more]);

    private string GenerationOf(string scenario, params string[] more)
    {
        Run(scenario, ["-o", "json", "--force", .. more]).ShouldBe(0);
        using var json = JsonDocument.Parse(_cli.Out);
        return json.RootElement.GetProperty("generation").GetString()!;
    }
}
