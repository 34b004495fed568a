using System.Globalization;
using System.Text;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests;

public sealed class RecordingTests
{
    private const string Machine = "\"topology\": {\"nodes\": [{\"id\": 0, \"cpus\": [0, 1], \"memoryMiB\": 384}], \"distances\": [[10]], \"offlineCpus\": []}";

    private static readonly string Fixture = RepoRoot.Combine("tests/Scenarios.Tests/Fixtures/n4_defer_later_supplier.json");

    [Fact]
    public void A_whole_recording_is_loaded_as_it_is()
    {
        var result = ScenarioLoader.Load(Fixture);

        result.Describe().ShouldBeEmpty();
        var scenario = result.Scenario.ShouldNotBeNull();
        (scenario.Name, scenario.Generation, scenario.Topology.CpuCount, scenario.Topology.Nodes[3].MemoryBytes).ShouldBe(("n4_defer_later_supplier", "v6.12", 8, 384L << 20));
        scenario.Topology.Nodes.ShouldAllBe(n => n.Caches.Length == 1 && n.Caches[0].SequenceEqual(n.Cpus));
        scenario.Topology.Distances[0, 3].ShouldBe(40);
        scenario.Costs.ShouldBe(CostModel.QemuTcg);
        scenario.Buses.ShouldBe([new BusSpec("platform"), new("po"), new("polock", NeedParentLock: true)]);
        scenario.Drivers.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.ProbeType.ShouldBe(ProbeType.ForceSynchronous), d => d.Match.ShouldBe(["m"]));
        scenario.Devices.Select(d => (d.Name, d.NumaNode, d.KernelName)).ShouldBe([("c0", 1, "m.0"), ("c1", 2, "m.1"), ("c2", 3, "m.2"), ("p", 0, "m.3")]);
        scenario.Probes[0].Result.ShouldBe(new DeferUntilBoundResult("p", CheckAtExit: false, 0));
        scenario.Probes[0].Work.ShouldBe([new WaitStep(40_000_000)]);
        scenario.Events[^1].ShouldBe(new(6, 0, 500_000_000, EventOperation.Sleep, "10"));
        scenario.Events[^2].ShouldBe(new(5, 0, 160_000_000, EventOperation.WaitForDeviceProbe, null));
    }

    [Fact]
    public void A_recording_written_as_YAML_loads_back_equal()
    {
        var scenario = ScenarioLoader.Load(Fixture).Scenario!;

        var again = TestScenario.Load(ScenarioWriter.Write(scenario), "s.yaml");

        again.Describe().ShouldBeEmpty();
        ScenarioDifference.Find(scenario, again.Scenario!).ShouldBeNull();
    }

    [Fact]
    public void Every_kind_of_work_result_and_call_is_read()
    {
        var scenario = Valid(
            """
            "threads": [{"id": 2, "cpu": 1}], "kernel": {"cmdline": "quiet", "moduleAsyncProbe": true},
            "drivers": [{"name": "a", "probeType": "async", "bus": "polock", "match": ["m", "n"]}],
            "devices": [{"name": "d", "match": "m", "node": null, "parent": null, "bus": "po"}, {"name": "e", "match": "n", "node": 7, "parent": "d", "bus": "polock"}],
            "probes": [
              {"device": "d", "driver": "a", "work": "spin", "durationMs": 1.5, "result": {"kind": "error", "errno": -5, "failFirst": 2}, "removeMs": 20,
               "before": [{"op": "device_add", "target": "e"}], "after": [{"op": "async_synchronize_full", "target": null}, {"op": "reprobe", "target": "e"}]},
              {"device": "e", "driver": null, "work": "busy", "durationMs": 3, "result": {"kind": "deferUntilBound", "device": "d", "checkAt": "exit", "deferMs": 9}},
              {"device": null, "driver": null, "result": {"kind": "ok"}}],
            "events": [{"thread": 2, "atMs": 7, "op": "async_job", "target": "-1:50"}, {"thread": 2, "atMs": 7, "op": "cpu_offline", "target": "1"}]
            """);

        scenario.Kernel.ShouldSatisfyAllConditions(k => k.CommandLine.ShouldBe("quiet"), k => k.ModuleAsyncProbe.ShouldBeTrue());
        scenario.Devices.Select(d => (d.NumaNode, d.Parent, d.Bus)).ShouldBe([(-1, null, "po"), (7, "d", "polock")]);
        scenario.Probes[0].ShouldSatisfyAllConditions(
            r => r.Before.ShouldBe([new CallStep(0, EventOperation.DeviceAdd, "e")]),
            r => r.Work.ShouldBe([new ComputeStep(1_500_000)]),
            r => r.After.ShouldBe([new CallStep(1, EventOperation.AsyncSynchronizeFull, null), new CallStep(2, EventOperation.Reprobe, "e")]),
            r => r.Result.ShouldBe(new ErrorResult(-5, 2)),
            r => r.Remove.ShouldBe(new FixedDuration(20_000_000)));
        scenario.Probes[1].Work.ShouldBe([new BusyStep(3_000_000)]);
        scenario.Probes[1].Result.ShouldBe(new DeferUntilBoundResult("d", CheckAtExit: true, 0));
        scenario.Probes[2].ShouldSatisfyAllConditions(r => r.Device.ShouldBeNull(), r => r.Work.ShouldBeEmpty());
        scenario.Events.ShouldBe([new(0, 2, 7_000_000, EventOperation.AsyncJob, "-1:50"), new(1, 2, 7_000_000, EventOperation.CpuOffline, "1")]);
        scenario.Generation.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"machine\": {\"kernel\": \"6.1.0-56-amd64\"}", "v6.1")]
    [InlineData("\"machine\": {\"kernel\": \"6.12.117+deb12-amd64\", \"accelerator\": \"qemu\"}", "v6.12")]
    [InlineData("\"machine\": {}", null)]
    public void The_generation_is_that_of_the_recorded_kernel(string machine, string? generation)
    {
        var result = TestScenario.Load($"{{\"schema\": \"probe-oracle/1\", \"scenario\": {{\"name\": \"s\", {Machine}}}, {machine}}}", "r.json");

        result.Describe().ShouldBeEmpty();
        result.Scenario!.Generation.ShouldBe(generation);
    }

    [Theory]
    [InlineData("\"nam\": 1", "1:193: unknown key 'nam': the scenario of a recording has no such key; did you mean 'name'?")]
    [InlineData("\"devices\": [{\"name\": \"d{0..1}\", \"match\": \"m\"}]", "1:214: 'd{0..1}' has braces: a recording has no series of names")]
    [InlineData("\"devices\": [{\"name\": \"d\", \"node\": -2}]", "1:227: 'node' is '-2': it must be between -1 and 1023")]
    [InlineData("\"drivers\": [{\"name\": \"d\", \"bus\": \"pol\"}]", "1:226: unknown bus 'pol': no bus has this name; did you mean 'po'?")]
    [InlineData("\"events\": [{\"op\": \"devce_add\", \"atMs\": 1}]", "1:211: unknown operation 'devce_add': it must be the name of an operation; did you mean 'device_add'?")]
    [InlineData("\"events\": [{\"op\": \"at\"}]", "1:211: unknown operation 'at': it must be the name of an operation")]
    [InlineData("\"events\": [{\"op\": 3}]", "1:211: 'op' is a number: it must be the name of an operation")]
    [InlineData("\"events\": [{\"atMs\": 3}]", "1:204: missing key 'op': an operation says what is called")]
    [InlineData("\"events\": [{\"op\": \"sleep\", \"target\": \"1\", \"atMs\": -3}]", "1:243: 'atMs' is '-3ms': it is negative; a duration is 0 or more")]
    [InlineData("\"events\": [{\"op\": \"device_add\", \"target\": \"x\"}]", "1:235: unknown device 'x': the scenario has no device")]
    [InlineData("\"probes\": [{\"work\": \"slep\", \"durationMs\": 1}]", "1:213: 'work' is 'slep': it must be one of sleep, spin, busy; did you mean 'sleep'?")]
    [InlineData("\"probes\": [{\"durationMs\": 1}]", "1:204: missing key 'work': it must be one of sleep, spin, busy")]
    [InlineData("\"probes\": [{\"work\": \"sleep\"}]", "1:213: 'durationMs' without a value: a step says how much; write for example 35ms")]
    [InlineData("\"probes\": [{\"result\": {\"kind\": \"o\"}}]", "1:224: 'kind' is 'o': it must be one of ok, error, deferUntilBound; did you mean 'ok'?")]
    [InlineData("\"probes\": [{\"result\": {\"errno\": -5}}]", "1:215: missing key 'kind': it must be one of ok, error, deferUntilBound")]
    [InlineData("\"title\": \"\\ud800\"", "1:202: text with half a character: an escape such as \\ud800 needs its second half; write the character itself")]
    public void A_wrong_recording_is_refused_with_its_own_words(string more, string problem)
    {
        var head = "{\"schema\": \"probe-oracle/1\", \"machine\": {\"kernel\": \"6.1\"}, \"scenario\": {\"name\": \"s\", " + Machine;
        var at = Encoding.UTF8.GetByteCount(head) + 3;
        var shift = at - 193;
        var expected = problem.Split(':', 3);
        var column = (int.Parse(expected[1], CultureInfo.InvariantCulture) + shift).ToString(CultureInfo.InvariantCulture);

        SomeYaml.ProblemsOf($"{head}, {more}}}}}", "r.json").ShouldHaveSingleItem().ShouldBe($"{expected[0]}:{column}:{expected[2]}");
    }

    [Theory]
    [InlineData("{\"schema\": \"probe-oracle/2\", \"scenario\": {}}", "1:12: unknown schema 'probe-oracle/2': this program reads recordings of another schema; write \"probe-oracle/1\" if it is one")]
    [InlineData("{\"schema\": \"probe-oracle/1\"}", "1:1: missing key 'scenario': a recording holds the scenario that was run, as a mapping")]
    [InlineData("{\"schema\": \"probe-oracle/1\",\n \"schema\": 1}", "2:2: duplicate key 'schema': it stands already at 1:2 and only one of them could count; remove one of the two")]
    [InlineData("{\"schema\": \"probe-oracle/1\",\n \"ä\": 1, x}", "2:10: not valid JSON: 'x' is an invalid start of a property name. Expected a '\"'")]
    [InlineData("", "not valid JSON: the input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true")]
    public void A_file_that_is_no_recording_is_refused(string text, string problem) =>
        SomeYaml.ProblemsOf(text, "r.json").ShouldContain(p => p.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_recording_of_an_unknown_kernel_is_refused() =>
        SomeYaml.ProblemsOf($"{{\"schema\": \"probe-oracle/1\", \"scenario\": {{\"name\": \"s\", {Machine}}}, \"machine\": {{\"kernel\": \"2.6.32\"}}}}", "r.json")
            .ShouldHaveSingleItem().ShouldContain("unknown generation '2.6.32'");

    [Fact]
    public void Runs_and_invariants_are_not_kept_but_their_syntax_counts()
    {
        const string Start = "{\"schema\": \"probe-oracle/1\", \"runs\": [{\"x\": [[1]]}], \"invariants\": {\"a\": ";

        TestScenario.Load(Start + $"{{}}}}, \"scenario\": {{\"name\": \"s\", {Machine}}}}}", "r.json").Describe().ShouldBeEmpty();
        SomeYaml.ProblemsOf(Start + "}}", "r.json").ShouldHaveSingleItem().ShouldContain("not valid JSON");
    }

    private static Scenario Valid(string more)
    {
        var result = TestScenario.Load($"{{\"schema\": \"probe-oracle/1\", \"scenario\": {{\"name\": \"s\", {Machine}, {more}}}}}", "r.json");
        result.Describe().ShouldBeEmpty();
        return result.Scenario!;
    }
}
