namespace NumaProbe.Scenarios.Tests;

public sealed class ProbeProblemTests
{
    [Theory]
    [InlineData("{device: d0, steps: [{wait: 35}]}", "8:38: 'wait' is '35': it has no unit; write 35ms, or another of ns, us, ms, s, min")]
    [InlineData("{device: d0, steps: [{wiat: 3ms}]}", "8:32: unknown operation 'wiat': a step has no such key; did you mean 'wait'?")]
    [InlineData("{device: d0, steps: [{touch: 3GB}]}", "8:39: 'touch' is '3GB': it has the unit 'GB', which means 1000 to some and 1024 to others; write 3GiB")]
    [InlineData("{device: d0, steps: [{touch: 2000TiB}]}", "8:39: 'touch' is '2000TiB': it is too large; the largest size is 1024TiB")]
    [InlineData("{device: d0, steps: [{touch: {bytes: 1KiB, node: 4}}]}", "8:59: 'node' is '4': it must be between 0 and 1")]
    [InlineData("{device: d0, steps: [{touch: {node: 1}}]}", "8:39: missing key 'bytes': touch needs it")]
    [InlineData("{device: d0, steps: [{compute: }]}", "8:32: 'compute' without a value: a step says how much; write for example 35ms")]
    [InlineData("{device: d0, steps: [{wait: 1ms, busy: 1ms}]}", "8:43: a second operation 'busy': a step does one thing, and 'wait' is there already; begin a new list item for it")]
    [InlineData("{device: d0, steps: {wait: 1ms}}", "8:30: 'steps' is a mapping: a list is expected; begin each item with '- '")]
    [InlineData("{device: d0}, {device: d0}", "8:24: a second rule for device 'd0' and driver (any): the first is at 8:10 and only one could count; make them one rule, or name the driver in one of them")]
    [InlineData("{driver: drvA}, {driver: drvA}", "8:26: a second rule for device (any) and driver 'drvA': the first is at 8:10 and only one could count; make them one rule, or name the driver in one of them")]
    [InlineData("{device: dd0}", "8:19: unknown device 'dd0': no device has this name; did you mean 'd0'?")]
    [InlineData("{device: d0, driver: drvX}", "8:31: unknown driver 'drvX': no driver has this name; did you mean 'drvA'?")]
    [InlineData("{device: d0, result: ENODEVV}", "8:31: 'result' is 'ENODEVV': a probe ends with ok, the name of an error, its negative number, or a mapping; did you mean 'ENODEV'?")]
    [InlineData("{device: d0, result: 19}", "8:31: 'result' is 19: the kernel returns errors as negative numbers; write -19, or ENODEV")]
    [InlineData("{device: d0, result: -5000}", "8:31: 'result' is '-5000': it must be between -4095 and 4095")]
    [InlineData("{device: d0, result: -ENODEV}", "8:31: 'result' is '-ENODEV': a probe ends with ok, the name of an error, its negative number, or a mapping; did you mean 'ENODEV'?")]
    [InlineData("{device: d0, result: {errno: 5}}", "8:39: 'errno' is 5: the kernel returns errors as negative numbers; write -5, or EIO")]
    [InlineData("{device: d0, result: {errno: ok}}", "8:39: errno 0: a failing result needs an error; write for example errno: ENODEV")]
    [InlineData("{device: d0, result: {fail_first: 2}}", "8:31: missing key 'errno': a failing result needs it")]
    [InlineData("{device: d0, result: {errno: EIO, fail_first: -2}}", "8:56: 'fail_first' is '-2': it must be between 0 and 1000000")]
    [InlineData("{device: d0, result: {defer_until_bound: d9}}", "8:51: unknown device 'd9': no device has this name; did you mean 'd0'?")]
    [InlineData("{device: d0, result: {defer_until_bound: }}", "8:32: defer_until_bound without a device: it names the device that must be bound")]
    [InlineData("{device: d0, result: {defer_until_bound: d1, check_at: entrance}}", "8:65: 'check_at' is 'entrance': it must be one of entry, exit")]
    [InlineData("{device: d0, result: {defer_until_bound: d1, check_at: exit, after: 1ms}}", "8:78: 'after' with check_at: exit: only a probe that looks before its work sleeps before it defers; remove it, or write check_at: entry")]
    [InlineData("{device: 'd{0..1}', after: [{device_add: 'x{}'}]}", "8:51: unknown device 'x0': no device has this name; did you mean 'd0'?")]
    [InlineData("{device: d0, after: [{device_add: 'd{}'}]}", "8:44: 'd{}' has {}: it stands for the number of a series, and the rule's device has none")]
    [InlineData("{device: d0, after: [{device_add: 'd{1..0}'}]}", "8:44: 'd{1..0}' has braces: they hold a series of ascending numbers, first and last; write for example nvme{0..7}")]
    [InlineData("{device: d0, stps: []}", "8:23: unknown key 'stps': a probe has no such key; did you mean 'steps'?")]
    [InlineData("{device: d0, remove: 5}", "8:31: 'remove' is '5': it has no unit; write 5ms, or another of ns, us, ms, s, min")]
    public void A_wrong_rule_is_refused(string rule, string problem) => SomeYaml.Problem(SomeYaml.Things + $"probes: [{rule}]\n").ShouldBe(problem);

    [Fact]
    public void All_mistakes_of_one_rule_are_told_at_once() => SomeYaml.Problems(
        SomeYaml.Things + "probes: [{device: d8, driver: drvX, steps: [{wait: 1}, {reprobe: d9}], result: {defer_until_bound: d7}, remove: x}]\n").Count.ShouldBe(6);

    [Fact]
    public void Memory_of_a_node_without_memory_cannot_be_touched() => SomeYaml.ProblemsOf(
        "apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: {nodes: [{cpus: 0}, {memory: 0B}]}\nprobes: [{steps: [{touch: {bytes: 1B, node: 1}}]}]\n").ShouldBe(
        ["5:45: node 1 has no memory: there is nothing to touch; name a node with memory, or leave the node out for the device's own"]);

    [Theory]
    [InlineData("costs: {preset: sever}\n", "5:17: 'preset' is 'sever': it must be one of server, qemu-tcg; did you mean 'server'?")]
    [InlineData("costs: {memory_bandwidth: 16GiB}\n", "5:27: 'memory_bandwidth' is '16GiB': it has the unknown unit 'GiB'; write 16GiB/s")]
    [InlineData("costs: {memory_bandwidth: 0B/s}\n", "5:27: 'memory_bandwidth' is 0: without bandwidth nothing ever ends; write for example 16GiB/s")]
    [InlineData("costs: {load_balance: 0}\n", "5:23: 'load_balance' is 0: an overloaded CPU would look for help at every instant; write for example 4ms")]
    [InlineData("costs: {remote_factor_per_distance: .inf}\n", "5:37: 'remote_factor_per_distance' is '.inf': a number between 0 and 1000 is expected")]
    [InlineData("costs: {soft_affinity_stray: 1.1}\n", "5:30: 'soft_affinity_stray' is '1.1': a number between 0 and 1 is expected")]
    [InlineData("costs: {matchh: 1ns}\n", "5:9: unknown key 'matchh': 'costs' has no such key; did you mean 'match'?")]
    [InlineData("expect: {makespan: 5}\n", "5:20: 'makespan' is '5': it has no unit; write 5ms, or another of ns, us, ms, s, min")]
    [InlineData("expect: {bound: 8ms}\n", "5:17: 'bound' is text: a whole number is expected")]
    [InlineData("expect: {on_node_percent: 101}\n", "5:27: 'on_node_percent' is '101': a number between 0 and 100 is expected")]
    [InlineData("expect: {makspan: 1ms}\n", "5:10: unknown key 'makspan': 'expect' has no such key; did you mean 'makespan'?")]
    [InlineData("expect: {status: fine}\n", "5:18: 'status' is 'fine': it must be one of completed, hung, limit-reached, failed")]
    [InlineData("expect: {deferred: {min: 3, max: 1}}\n", "5:34: 'deferred' has a max below its min: no value could fit; exchange the two")]
    [InlineData("expect: {failed: {}}\n", "5:18: 'failed' has neither min nor max: any value would fit; write {min: ..., max: ...}")]
    [InlineData("expect: {failed: }\n", "5:10: 'failed' without a value: an expectation says what is expected; write a value, or {min: ..., max: ...}")]
    [InlineData("devices: [{name: d}]\nexpect: {bound_to: {d: x}}\n", "6:24: unknown driver 'x': the scenario has no driver")]
    [InlineData("devices: [{name: d}]\nexpect: {bound_to: {d: }}\n", "6:21: 'd' without a driver: it says who is bound; name a driver, or write none for no driver")]
    [InlineData("devices: [{name: d}]\nexpect: {named: {sda: e}}\n", "6:23: unknown device 'e': no device has this name; did you mean 'd'?")]
    [InlineData("devices: [{name: d}]\nexpect: {named: {sda: }}\n", "6:18: 'sda' without a device: it says who has the name; name a device, or write none for no device")]
    [InlineData("devices: [{name: d}]\nexpect: {bound_to: {e: none}}\n", "6:21: unknown device 'e': no device has this name; did you mean 'd'?")]
    public void Wrong_costs_and_expectations_are_refused(string more, string problem) => SomeYaml.Problem(more).ShouldBe(problem);
}
