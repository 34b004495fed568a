using System.Text.Json;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Tests.Verbs;

public sealed class CompareVerbTests : IDisposable
{
    /// <summary>Two asynchronous drivers for one device: 5.1 loses the first.</summary>
    private const string TwoDrivers = """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: two-drivers
        topology: 2 nodes x 2 cpus
        costs: {worker_wake: 5ms}
        drivers:
          - {name: a, probe_type: async, match: [m]}
          - {name: b, probe_type: async, match: [m]}
        devices: [{name: d, match: m, numa_node: 1}]
        probes: [{steps: [wait: 10ms]}]
        events:
          - device_add: d
          - driver_register: a
          - driver_register: b

        """;

    /// <summary>Two controllers with a namespace each; the slow one is added first, so that since 6.12 the other takes nvme0.</summary>
    private const string Names = """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: names
        topology: 2 nodes x 2 cpus
        drivers: [{name: nvme, async_since: v6.12}]
        devices: [{name: slow, match: nvme, numa_node: 0}, {name: fast, match: nvme, numa_node: 1}]
        probes:
          - {device: slow, steps: [{wait: 5ms}, {index: nvme}, {index: nvme_ns}]}
          - {device: fast, steps: [{wait: 1ms}, {index: nvme}, {index: nvme_ns}]}
        events: [{device_add: slow}, {device_add: fast}, {driver_register: nvme}]

        """;

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Compare_puts_one_row_for_each_generation()
    {
        Compare("--generation", "v5.1, 6.12").ShouldBe(0);

        var lines = _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("kernel");
        lines[1].ShouldStartWith("v5.1 ");
        lines[1].ShouldEndWith("lost-match");
        lines[2].ShouldStartWith("v6.12 ");
        lines[2].ShouldEndWith(" -");
        _cli.Out.ShouldNotContain("modprobe", Case.Sensitive, "no run loads a module");
        _cli.Entries.ShouldBe(["s.yaml"]);
    }

    [Fact]
    public void Without_a_choice_all_generations_are_compared()
    {
        Compare().ShouldBe(0);

        _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(KernelGenerations.All.Count + 1);
    }

    [Fact]
    public void Compare_as_json_names_units_and_findings()
    {
        Compare("--generation", "v5.1,v6.12", "--seed", "3", "-o", "json").ShouldBe(0);

        using var json = JsonDocument.Parse(_cli.Out);
        json.RootElement.GetProperty("kind").GetString().ShouldBe("Comparison");
        json.RootElement.GetProperty("seed").GetUInt64().ShouldBe(3UL);
        var runs = json.RootElement.GetProperty("runs");
        runs.GetArrayLength().ShouldBe(2);
        runs[0].GetProperty("generation").GetString().ShouldBe("v5.1");
        runs[0].GetProperty("makespanNs").GetInt64().ShouldBeGreaterThan(10_000_000);
        runs[0].GetProperty("registerNs").GetInt64().ShouldBeGreaterThan(0);
        runs[0].GetProperty("moduleLoadNs").ValueKind.ShouldBe(JsonValueKind.Null);
        var finding = runs[0].GetProperty("findings")[0];
        finding.GetProperty("kind").GetString().ShouldBe("lost-match");
        finding.GetProperty("mendedIn").GetString().ShouldBe("v6.1");
        finding.GetProperty("drivers").EnumerateArray().Select(d => d.GetString()).ShouldBe(["a", "b"]);
        runs[1].GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_column_tells_whether_names_are_those_of_the_first_run()
    {
        _cli.Run("compare", _cli.File("n.yaml", Names), "--generation", "v5.1,v6.1,v6.12").ShouldBe(0, _cli.Error);

        var lines = _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var column = lines[0].IndexOf("names", StringComparison.Ordinal);
        lines[1][column..].Split(' ')[0].ShouldBe("4");
        lines[2][column..].ShouldStartWith("the same ");
        lines[3][column..].ShouldStartWith("4 differ ");
    }

    [Fact]
    public void What_the_scenario_expects_has_a_column_whether_it_holds_or_not()
    {
        _cli.Run("compare", _cli.File("s.yaml", TwoDrivers + "expect: {unfinished: 7, bound: 1, status: completed}\n"), "--generation", "v6.12").ShouldBe(0);

        var lines = _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[1][lines[0].IndexOf("unfinished", StringComparison.Ordinal)..].ShouldStartWith("1 ");
        lines[0].Split("bound").Length.ShouldBe(2);
    }

    [Fact]
    public void That_no_names_were_given_is_said_too()
    {
        Compare("--generation", "v5.1").ShouldBe(0);

        var lines = _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[1][lines[0].IndexOf("names", StringComparison.Ordinal)..].ShouldStartWith("none ");
    }

    [Theory]
    [InlineData("v5.2")]
    [InlineData("v5.1,,nonsense")]
    [InlineData(",")]
    public void A_list_that_names_no_generation_is_a_usage_error(string list) => Compare("--generation", list).ShouldBe(ExitCode.Usage);

    [Fact]
    public void A_run_that_reaches_a_bound_is_a_row_like_any_other()
    {
        _cli.Runner = FakeRunner.Ending(RunStatus.LimitReached, "too many events");

        Compare("--generation", "v6.12").ShouldBe(0);

        _cli.Out.ShouldContain("limit-reached");
    }

    [Fact]
    public void A_run_may_be_made_to_fail_on_findings()
    {
        var file = _cli.File("s.yaml", TwoDrivers);

        _cli.Run("run", file, "--generation", "v5.1", "--out", _cli["one"]).ShouldBe(ExitCode.Ok);
        _cli.Out.ShouldContain("lost-match: a is never tried on d: b took its place, at ");
        _cli.Out.ShouldContain("; mended in v6.1");
        _cli.Run("run", file, "--generation", "v5.1", "--fail-on", "findings", "--out", _cli["two"]).ShouldBe(ExitCode.VerdictFalse);
        _cli.Run("run", file, "--generation", "v6.1", "--fail-on", "findings", "--out", _cli["three"]).ShouldBe(ExitCode.Ok);
        _cli.Run("run", file, "--fail-on", "warnings", "--out", _cli["four"]).ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void A_scenario_may_expect_its_hazards()
    {
        var file = _cli.File("s.yaml", TwoDrivers + "generation: v5.1\nexpect: {hazards: 1}\n");

        _cli.Run("run", file, "--out", _cli["one"]).ShouldBe(ExitCode.Ok);
        _cli.Run("run", file, "--generation", "v6.12", "--out", _cli["two"]).ShouldBe(ExitCode.VerdictFalse);
    }

    private int Compare(params string[] options) => _cli.Run(["compare", _cli.File("s.yaml", TwoDrivers), .. options]);
}
