using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Tests;

public sealed class ScenarioWriterTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void Any_scenario_loads_back_equal() => Prop.ForAll(ScenarioGenerator.Scenarios, LoadsBack).Check(Many);

    [Fact]
    public void Names_and_texts_that_look_like_something_else_load_back_equal() =>
        Prop.ForAll(ScenarioGenerator.StrangelyNamed, LoadsBack).Check(Many);

    [Fact]
    public void Every_smaller_scenario_of_the_shrinker_is_valid() =>
        Prop.ForAll(ScenarioGenerator.Scenarios, s => ScenarioShrinker.Shrink(s).Take(25).All(LoadsBack)).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    [Fact]
    public void A_series_of_devices_rules_and_events_is_written_as_one_line_each()
    {
        var scenario = SomeYaml.Valid(
            """
            devices:
            - {name: "hub{0..7}", match: hub, numa_node: [0, 1]}
            - {name: "port{00..15}", match: port, suppliers: ["hub{0..1}"]}
            probes: [{device: "hub{0..7}", steps: [wait: 1ms], after: [device_del: "hub{}"], result: {defer_until_bound: port00}}]
            events: [{device_add: "hub{0..7}"}, {at: 5ms, device_add: "port{00..15}"}]

            """);

        var text = ScenarioWriter.Write(scenario);

        text.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)).ShouldBe(7, text);
        text.ShouldContain("- {name: \"hub{0..7}\", numa_node: [0, 1]}");
        text.ShouldContain("{name: \"port{00..15}\", suppliers: [hub0, hub1]}");
        text.ShouldContain("after: [{device_del: \"hub{}\"}]");
        ScenarioDifference.Find(scenario, TestScenario.Load(text, "s.yaml").Scenario!).ShouldBeNull();
    }

    [Fact]
    public void Targets_that_count_up_are_written_as_a_series_whatever_they_name()
    {
        var scenario = SomeYaml.Valid(
            "drivers: [{name: a}]\ndevices: [{name: 'd{0..3}'}]\nevents: [{unbind: 'a:d{0..3}'}, {cpu_offline: '{1..3}'}, {drivers_autoprobe: 'platform:{0..1}'}, {sleep: 1ms}, {sleep: 2ms}, {sleep: 3ms}]\n");

        var text = ScenarioWriter.Write(scenario);

        text.ShouldContain("- {unbind: \"a:d{0..3}\"}\n- {cpu_offline: \"{1..3}\"}\n- {drivers_autoprobe: \"platform:0\"}\n");
        ScenarioDifference.Find(scenario, TestScenario.Load(text, "s.yaml").Scenario!).ShouldBeNull();
    }

    [Fact]
    public void A_scenario_that_differs_anywhere_is_told_apart()
    {
        var scenario = ScenarioGenerator.Create(7);

        ScenarioDifference.Find(scenario, ScenarioGenerator.Create(7)).ShouldBeNull();
        ScenarioShrinker.Shrink(scenario).ShouldAllBe(s => ScenarioDifference.Find(scenario, s) != null);
        ScenarioDifference.Find(scenario, scenario with { Devices = scenario.Devices.SetItem(0, scenario.Devices[0] with { NumaNode = 99 }) })
            .ShouldBe($"scenario.Devices[0].NumaNode: expected '{scenario.Devices[0].NumaNode}', found '99'");
    }

    [Fact]
    public void A_hundred_thousand_regular_devices_are_written_within_the_bounds_of_a_file()
    {
        var scenario = SomeYaml.Valid("devices: [{name: \"d{0..99999}\", match: m, numa_node: [0, 0, 1]}]\nevents: [{device_add: \"d{0..99999}\"}]\n");

        var text = ScenarioWriter.Write(scenario);

        text.Length.ShouldBeLessThan(1000);
        TestScenario.Load(text, "s.yaml").Scenario!.Devices.Length.ShouldBe(100_000);
    }

    [Fact]
    public void One_device_out_of_turn_costs_an_entry_and_no_long_list()
    {
        var scenario = SomeYaml.Valid("devices: [{name: \"d{0..99999}\", match: m, numa_node: 1}, {name: d100000, match: m, numa_node: 0}, {name: \"d{100001..100900}\", match: m, numa_node: [1, 1, 0]}]\n");

        var text = ScenarioWriter.Write(scenario, out var values);

        text.Length.ShouldBeLessThan(1000);
        values.ShouldBeLessThan(100);
        ScenarioDifference.Find(scenario, TestScenario.Load(text, "s.yaml").Scenario!).ShouldBeNull();
    }

    [Fact]
    public void Ten_thousand_devices_without_any_regularity_are_written_within_the_bounds_of_a_file()
    {
        var scenario = Irregular(10_000);

        ScenarioDifference.Find(scenario, TestScenario.Load(ScenarioWriter.Write(scenario), "s.yaml").Scenario!).ShouldBeNull();
    }

    /// <summary>Devices whose names do not count up, each with a parent, a rule and an event of its own.</summary>
    internal static Scenario Irregular(int count)
    {
        var random = new Random(count);
        var names = Enumerable.Range(0, count).Select(i => $"pci{i % 7}-{random.Next(1_000_000):x5}.{i:x}").ToArray();
        return SomeYaml.Valid(SomeYaml.Things) with
        {
            Devices = [.. names.Select((name, i) => new DeviceSpec(name, i % 3 == 0 ? "m" : $"w{random.Next(50)}", "platform", random.Next(-1, 2), i == 0 ? null : names[random.Next(i)], []))],
            Probes = [.. names.Select(name => new ProbeRule(name, null, [], [new WaitStep(random.Next(50_000_000)), new ComputeStep(random.Next(5_000_000)), new TouchStep(random.Next(1 << 20), null)], [], new SuccessResult(), 0))],
            Events = [.. names.Select((name, i) => new ScenarioEvent(i, 0, random.NextInt64(1_000_000_000), EventOperation.DeviceAdd, name))],
        };
    }

    private static bool LoadsBack(Scenario scenario)
    {
        var text = ScenarioWriter.Write(scenario);
        var loaded = TestScenario.Load(text, "written.yaml");
        loaded.Describe().ShouldBeEmpty(text);
        ScenarioDifference.Find(scenario, loaded.Scenario!).ShouldBeNull(text);
        return true;
    }
}
