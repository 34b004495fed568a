using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Scenarios.Live;
using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Tests.Live;

public sealed class FragmentProblemTests
{
    [Theory]
    [InlineData("devices: [{name: d0}]", "1:18: duplicate device 'd0': the scenario has it already, and a fragment changes nothing of it; give each its own name")]
    [InlineData("devices: [{name: 'd{0..5}'}]", "1:18: duplicate device 'd0': the scenario has it already, and a fragment changes nothing of it; give each its own name")]
    [InlineData("devices: [{name: x}, {name: x}]", "1:29: duplicate device 'x': it stands already at 1:18; give each its own name")]
    [InlineData("drivers: [{name: drvA}]", "1:18: duplicate driver 'drvA': the scenario has it already, and a fragment changes nothing of it; give each its own name")]
    [InlineData("modules: [{name: mod}]", "1:18: duplicate module 'mod': the scenario has it already, and a fragment changes nothing of it; give each its own name")]
    [InlineData("drivers: [{name: x, module: mod}]", "1:29: a driver for module 'mod': the scenario has that module already, and a fragment changes nothing of it; give the driver a new module, or none")]
    [InlineData("devices: [{name: x, suppliers: [d0]}]", "1:33: supplier 'd0' is not new: a further consumer would change when its sync_state() came; name suppliers of the same fragment, or make the probe's result defer_until_bound")]
    [InlineData("devices: [{name: x, suppliers: x}]", "1:18: device 'x' waits for itself: it is its own parent or supplier; remove that line")]
    [InlineData("devices: [{name: x, parent: d7}]", "1:29: unknown device 'd7': no device has this name; did you mean 'd0'?")]
    [InlineData("devices: [{name: x, bus: pci}]", "1:26: unknown bus 'pci': no bus has this name")]
    [InlineData("probes: [{steps: []}]", "1:10: a rule for device (any) and driver (any): the scenario has both already, and a fragment changes nothing of it; name a device or a driver of the fragment")]
    [InlineData("probes: [{device: d0}]", "1:10: a rule for device 'd0' and driver (any): the scenario has both already, and a fragment changes nothing of it; name a device or a driver of the fragment")]
    [InlineData("probes: [{driver: drvA}]", "1:10: a rule for device (any) and driver 'drvA': the scenario has both already, and a fragment changes nothing of it; name a device or a driver of the fragment")]
    [InlineData("probes: [{device: d1, driver: drvA}]", "1:10: a rule for device 'd1' and driver 'drvA': the scenario has both already, and a fragment changes nothing of it; name a device or a driver of the fragment")]
    [InlineData("events: [{device_add: x}]", "1:23: unknown device 'x': no device has this name")]
    [InlineData("events: [{at: 5ms, device_add: d0}]", "1:15: 'at' in a fragment: its events happen when it is accepted, in a thread that is free; remove it")]
    [InlineData("events: [{thread: 0, device_add: d0}]", "1:19: 'thread' in a fragment: its events happen when it is accepted, in a thread that is free; remove it")]
    [InlineData("events: [{late_initcall: }]", "1:11: late_initcall in a fragment: the scenario has none, so its machine was up from the start; remove it")]
    [InlineData("events: [{node_offline: 2}]", "1:25: 'node_offline' is '2': it must be between 0 and 1")]
    [InlineData("event: [{device_add: d0}]", "1:1: unknown key 'event': a fragment has no such key; did you mean 'events'?")]
    [InlineData("apiVersion: numaprobe/v1", "1:1: unknown key 'apiVersion': a fragment has no such key; its keys are modules, drivers, devices, probes, events")]
    [InlineData("", " empty fragment: there is nothing in it to add or to do; write for example 'events: [{wait_for_device_probe: }]'")]
    [InlineData("{}", " empty fragment: there is nothing in it to add or to do; write for example 'events: [{wait_for_device_probe: }]'")]
    [InlineData("events: []", " empty fragment: there is nothing in it to add or to do; write for example 'events: [{wait_for_device_probe: }]'")]
    [InlineData("[events]", "1:1: a list where a fragment is expected: it is written as keys and values; write key: value")]
    public void A_wrong_fragment_is_refused(string text, string problem) => SomeLive.Problems(text)[0].ShouldBe(problem);

    [Fact]
    public void Every_problem_is_told_at_once() =>
        SomeLive.Problems("drivers: [{name: drvA}]\ndevices: [{name: x, parent: d9}]\nprobes: [{device: d0}]\nevents: [{at: 1ms, sleep: 5}]\n")
            .Select(p => p[..p.IndexOf(": ", StringComparison.Ordinal)]).ShouldBe(["1:18", "2:29", "3:10", "4:15", "4:27"]);

    [Fact]
    public void JSON_is_read_as_well() =>
        SomeLive.Problems("{\"events\": [{\"device_add\": \"d9\"}]}", "f.json").ShouldBe(["1:28: unknown device 'd9': no device has this name; did you mean 'd0'?"]);

    [Fact]
    public void A_fragment_has_at_most_so_many_bytes()
    {
        const string Text = "events: [{device_add: d0}]\n";
        var fill = "# " + new string('x', ScenarioLimits.FragmentBytes - Text.Length - 3) + "\n";

        SomeLive.Valid(Text + fill).Operations.Length.ShouldBe(1);
        SomeLive.Problems(Text + fill + "\n").ShouldHaveSingleItem().ShouldStartWith(" too large: a fragment may have 256KiB, and this one has more");
    }

    [Fact]
    public void The_bounds_are_those_of_the_scenario_with_all_its_fragments()
    {
        var most = SomeYaml.Valid($"devices: [{{name: 'd{{2..{ScenarioLimits.Devices}}}'}}]\nprobes: [{{device: 'd{{2..{ScenarioLimits.Devices}}}'}}]\n");

        Problems("devices: [{name: a}]\nprobes: [{device: a}]\n").ShouldBeEmpty();
        Problems("devices: [{name: a}, {name: b}]\n").ShouldBe(["1:29: too many devices: a scenario may have 1000000"]);
        Problems("drivers: [{name: a}]\nprobes: [{driver: a}, {device: d5, driver: a}]\n").ShouldBe(["2:32: too many rules for probes: a scenario may have 1000000"]);

        IEnumerable<string> Problems(string text) => ScenarioFragment.Read(Encoding.UTF8.GetBytes(text), "f", most).Problems.Select(p => p.ToString()[2..]);
    }

    [Fact]
    public void Events_and_drivers_are_bounded_together_with_those_of_the_scenario()
    {
        var entries = string.Concat(Enumerable.Repeat("- {device_add: 'd{0..999}'}\n", ScenarioLimits.Events / 1000));
        var events = SomeYaml.Valid("devices: [{name: 'd{0..999}'}]\nevents:\n" + entries);
        var drivers = SomeYaml.Valid($"drivers: [{string.Join(',', Enumerable.Range(1, ScenarioLimits.Drivers - 1).Select(i => $"{{name: n{i}}}"))}]\n");

        ScenarioFragment.Read("events: [{device_add: d0}]"u8.ToArray(), "f", events).Describe().ShouldBe("f:1:23: too many events: a scenario may have 2000000\n");
        ScenarioFragment.Read("drivers: [{name: a}]"u8.ToArray(), "f", drivers).Describe().ShouldBeEmpty();
        ScenarioFragment.Read("drivers: [{name: a}, {name: b}]"u8.ToArray(), "f", drivers).Describe().ShouldBe("f:1:22: too many drivers: a scenario may have 100000\n");
    }

    [Fact]
    public void No_mutation_of_a_fragment_makes_reading_throw() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
    {
        var random = new Random(seed);
        var scenario = ScenarioGenerator.Create(random.Next());
        var bytes = Encoding.UTF8.GetBytes(SomeFragments.Create(random, scenario, 0));
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : bytes[random.Next(bytes.Length)]);
        }

        var reading = ScenarioFragment.Read(bytes, random.Next(4) == 0 ? "f.json" : "f.yaml", scenario);
        return (reading.Fragment is null) == (reading.ProblemCount > 0) && reading.Problems.Count == Math.Min(reading.ProblemCount, ScenarioLimits.KeptProblems);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
