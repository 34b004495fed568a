using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Tests;

public sealed class NewKeysTests
{
    [Fact]
    public void Steps_with_steps_inside_are_read_with_the_calls_numbered_in_file_order()
    {
        var scenario = SomeYaml.Valid(
            """
            locks: [l]
            devices: [{name: "d{0..1}"}]
            probes:
            - device: "d{0..1}"
              before: [device_del: "d{}"]
              steps:
              - locked: {lock: l, share: 12.5%, steps: [wait: "uniform(1ms,2ms)", index: sd]}
              - parallel: {detached: true, parts: [[wait_for_earlier_cookies: , reprobe: "d{}"], [busy: 1ms]]}

            """);

        var rule = scenario.Probes[1];
        rule.Before.ShouldBe([new CallStep(2, EventOperation.DeviceDel, "d1")]);
        var locked = rule.Work[0].ShouldBeOfType<LockedStep>();
        (locked.Lock, locked.SharePerMillion).ShouldBe(("l", 125_000));
        locked.Steps.ShouldBe([new DrawnStep(DrawnWork.Wait, new UniformDuration(1_000_000, 2_000_000)), new IndexStep("sd")]);
        var parallel = rule.Work[1].ShouldBeOfType<ParallelStep>();
        parallel.Detached.ShouldBeTrue();
        parallel.Parts[0].ShouldBe([new EarlierCookiesStep(), new CallStep(3, EventOperation.Reprobe, "d1")]);
        parallel.Parts[1].ShouldBe([new BusyStep(1_000_000)]);
    }

    [Fact]
    public void A_series_of_rules_with_steps_inside_is_written_as_one()
    {
        var scenario = SomeYaml.Valid(
            "locks: [l]\ndevices: [{name: 'd{0..7}'}]\nprobes: [{device: 'd{0..7}', steps: [{locked: {lock: l, steps: [{reprobe: 'd{}'}]}}, {wait: 'exponential(mean=1ms)'}, {parallel: [[{device_del: 'd{}'}]]}]}]\n");

        var text = ScenarioWriter.Write(scenario);

        text.ShouldContain("- {device: \"d{0..7}\", steps: [{locked: {lock: l, steps: [{reprobe: \"d{}\"}]}}, {wait: \"exponential(mean=1ms)\"}, {parallel: [[{device_del: \"d{}\"}]]}]}");
        ScenarioDifference.Find(scenario, TestScenario.Load(text, "s.yaml").Scenario!).ShouldBeNull();
    }

    [Fact]
    public void A_class_of_the_kernel_keeps_what_a_scenario_does_not_change()
    {
        var scenario = SomeYaml.Valid("devices: [{name: 'uart{0..1}'}]\nnaming: [{class: sd, first: 2}, {class: mmc, fixed: {'uart{0..1}': 4}}, {class: x, name: 'x{}', source: counter, before: {v6.9: {source: ida}, '5.3': {taken: device_add}}}]\n");

        scenario.Naming[0].ShouldBe(BuiltInNaming.Find("sd")! with { First = 2 });
        scenario.Naming[1].Fixed.ShouldBe([new FixedIndex("uart0", 4), new FixedIndex("uart1", 5)]);
        scenario.Naming[2].Before.ShouldBe([new NamingChange("5.3", null, IndexTime.DeviceAdd), new NamingChange("v6.9", IndexSource.Ida, null)]);
    }

    [Fact]
    public void A_device_of_a_series_is_named_in_conditions_by_its_number()
    {
        var scenario = SomeYaml.Valid("devices: [{name: 'd{0..1}'}, {name: 'e{0..1}'}]\nprobes: [{device: 'd{0..1}', result: [{errno: EBUSY, if: {bound: 'e{}', attempt: 1}, check_at: entry}, {errno: -6, if: {node: 1}}]}]\n");

        var cases = scenario.Probes[1].Result.ShouldBeOfType<ConditionalResult>().Cases;
        cases[0].ShouldBe(new ErrorCase(-16, new ResultCondition(1, null, "e1", null, null, null), CheckAtEntry: true));
        cases[1].ShouldBe(new ErrorCase(-6, new ResultCondition(null, 1, null, null, null, null), CheckAtEntry: false));
    }

    [Fact]
    public void Every_machine_that_comes_with_the_program_can_be_named_and_is_sound()
    {
        foreach (var preset in MachinePresets.All)
        {
            var loaded = TestScenario.Load($"apiVersion: numaprobe/v1\nkind: Scenario\nname: s\nmachine: {preset.Name}\n", "s.yaml");
            loaded.Describe().ShouldBeEmpty();
            var written = TestScenario.Load(ScenarioWriter.Write(loaded.Scenario!), "s.yaml");

            written.Describe().ShouldBeEmpty(preset.Name);
            ScenarioDifference.Find(loaded.Scenario!, written.Scenario!).ShouldBeNull();
            preset.Source.ShouldNotBeEmpty();
            var rows = preset.Topology.Distances.Rows;
            Enumerable.Range(0, rows.Length).ShouldAllBe(a => Enumerable.Range(0, rows.Length).All(b => rows[a][b] == rows[b][a]), preset.Name);
        }
    }

    [Theory]
    [InlineData("two-sockets", 2, 72)]
    [InlineData("four-nodes-pmem", 4, 224)]
    [InlineData("eight-nodes", 8, 448)]
    [InlineData("nps4", 8, 128)]
    [InlineData("memory-only-nodes", 4, 112)]
    public void A_machine_has_these_nodes_and_CPUs(string name, int nodes, int cpus)
    {
        var topology = MachinePresets.Find(name)!.Topology;

        (topology.Nodes.Length, topology.Nodes.Sum(n => n.Cpus.Length)).ShouldBe((nodes, cpus));
        topology.Nodes.SelectMany(n => n.Cpus).Order().ShouldBe(Enumerable.Range(0, cpus));
    }

    [Fact]
    public void Every_share_is_written_and_read_back() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, DurationDistribution.Million)), parts => Shares.Read(Shares.Format(parts)) == parts).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("30")]
    [InlineData("%")]
    [InlineData("-1%")]
    [InlineData("100.0001%")]
    [InlineData("0.00001%")]
    [InlineData("1.%")]
    [InlineData("1000%")]
    public void What_is_no_share_is_not_read(string text) => Shares.Read(text).ShouldBeNull();
}
