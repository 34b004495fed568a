namespace NumaProbe.Scenarios.Tests;

public sealed class NameProblemTests
{
    [Theory]
    [InlineData("devices:\n- name: d0\n  nmae: x\n", "7:3: unknown key 'nmae': a device has no such key; did you mean 'name'?")]
    [InlineData("devices: [{name: d0}, {name: d0}]\n", "5:30: duplicate device 'd0': it stands already at 5:18; give each its own name")]
    [InlineData("devices: [{name: 'd{0..3}'}, {name: 'd{2..5}'}]\n", "5:37: duplicate device 'd2': it stands already at 5:18; give each its own name")]
    [InlineData("drivers: [{name: a}, {name: a}]\n", "5:29: duplicate driver 'a': it stands already at 5:18; give each its own name")]
    [InlineData("modules: [{name: a}, {name: a}]\n", "5:29: duplicate module 'a': it stands already at 5:18; give each its own name")]
    [InlineData("buses: [{name: a}, {name: a}]\n", "5:27: duplicate bus 'a': it stands already at 5:16; give each its own name")]
    [InlineData("devices: [{name: a, parent: bb}, {name: bc}]\n", "5:29: unknown device 'bb': no device has this name; did you mean 'bc'?")]
    [InlineData("devices: [{name: a, suppliers: [zzz]}]\n", "5:33: unknown device 'zzz': no device has this name")]
    [InlineData("devices: [{name: a, bus: platfrom}]\n", "5:26: unknown bus 'platfrom': no bus has this name; did you mean 'platform'?")]
    [InlineData("drivers: [{name: a, bus: pci}]\n", "5:26: unknown bus 'pci': no bus has this name")]
    [InlineData("drivers: [{name: a, module: modd}]\nmodules: [{name: mod}]\n", "5:29: unknown module 'modd': no module has this name; did you mean 'mod'?")]
    [InlineData("drivers: [{name: a, module: m}]\n", "5:29: unknown module 'm': the scenario has no module")]
    [InlineData("devices: [{name: a, match: 5}]\n", "5:28: 'match' is a number: text is expected; write \"5\"")]
    [InlineData("devices: [{name: a, match: [x]}]\n", "5:28: 'match' is a list: text is expected")]
    [InlineData("drivers: [{name: a, match: [x, 5]}]\n", "5:32: 'match' is a number: text is expected; write \"5\"")]
    [InlineData("drivers: [{name: a, match: {x: 5}}]\n", "5:28: 'match' is a mapping: a list is expected; begin each item with '- '")]
    [InlineData("drivers: [{name: a, match: [x, ]}, {name: b, match: [~]}]\n", "5:54: an empty item in 'match': every item of a list has a value; remove it")]
    [InlineData("devices: [{name: 'a{0..}'}]\n", "5:18: 'a{0..}' has braces: they hold a series of ascending numbers, first and last; write for example nvme{0..7}")]
    [InlineData("devices: [{name: 'a{3..0}'}]\n", "5:18: 'a{3..0}' has braces: they hold a series of ascending numbers, first and last; write for example nvme{0..7}")]
    [InlineData("devices: [{name: 'a{x}'}]\n", "5:18: 'a{x}' has braces: they hold a series of ascending numbers, first and last; write for example nvme{0..7}")]
    [InlineData("devices: [{name: 'a{0..1'}]\n", "5:18: 'a{0..1' has braces: they hold a series of ascending numbers, first and last; write for example nvme{0..7}")]
    [InlineData("devices: [{name: 'a{0..1}b{0..1}'}]\n", "5:18: 'a{0..1}b{0..1}' has two series: a name has at most one; write one entry for each value of the other")]
    [InlineData("devices: [{name: a, parent: 'x{}'}]\n", "5:29: 'x{}' is no name: {} stands for the number of a series, and the device's name has none")]
    [InlineData("devices: [{name: a}b}]\n", "5:20: not valid YAML: ")]
    [InlineData("devices: [{name: 'a}'}]\n", "5:18: 'a}' is no name: a name has no blanks, quotes, braces or backslashes, but this one has U+007D")]
    [InlineData("devices: [{name: a b}]\n", "5:18: 'a b' is no name: a name has no blanks, quotes, braces or backslashes, but this one has U+0020")]
    [InlineData("devices: [{name: ''}]\n", "5:18: '' is no name: a name has at least one character")]
    [InlineData("drivers: [{name: 'a:b'}]\n", "5:18: 'a:b' is no name: names of drivers, buses and modules have no colon, which divides the parts of a target")]
    [InlineData("devices: [{name: a, numa_node: -2}]\n", "5:32: 'numa_node' is '-2': it must be between -1 and 1023")]
    [InlineData("devices: [{name: a, numa_node: 1.5}]\n", "5:32: 'numa_node' is '1.5': a whole number in plain decimal digits is expected")]
    [InlineData("devices: [{name: a, numa_node: 010}]\n", "5:32: 'numa_node' is '010': a whole number in plain decimal digits is expected")]
    [InlineData("devices: [{name: a, numa_node: x}]\n", "5:32: 'numa_node' is text: a whole number is expected")]
    [InlineData("devices: [{name: a, numa_node: []}]\n", "5:32: an empty list of nodes: the devices of the series take the nodes in turn; write -1 for no node")]
    [InlineData("devices: [{match: x}]\n", "5:11: missing key 'name': a device needs it")]
    [InlineData("devices: [3]\n", "5:11: a number where a device is expected: it is written as keys and values; write key: value")]
    [InlineData("devices: 3\n", "5:10: 'devices' is a number: a list is expected; begin each item with '- '")]
    [InlineData("devices:\n-\n", "6:2: an empty item in 'devices': every item of a list has a value; remove it")]
    [InlineData("drivers: [{name: a, probe_type: PROBE_PREFER_ASYNC}]\n", "5:33: 'probe_type' is 'PROBE_PREFER_ASYNC': it must be one of PROBE_DEFAULT_STRATEGY, PROBE_PREFER_ASYNCHRONOUS, PROBE_FORCE_SYNCHRONOUS, default, async, sync; did you mean 'PROBE_PREFER_ASYNCHRONOUS'?")]
    [InlineData("drivers: [{name: a, probe_type: asynk}]\n", "5:33: 'probe_type' is 'asynk': it must be one of PROBE_DEFAULT_STRATEGY, PROBE_PREFER_ASYNCHRONOUS, PROBE_FORCE_SYNCHRONOUS, default, async, sync; did you mean 'async'?")]
    [InlineData("buses: [{name: a, need_parent_lock: 'true'}]\n", "5:37: 'need_parent_lock' is text: true or false is expected; write true or false, without quotes")]
    [InlineData("modules: [{name: a, async_probe: 1}]\n", "5:34: 'async_probe' is a number: true or false is expected; write true or false, without quotes")]
    public void A_wrong_name_or_value_is_refused(string more, string problem) => SomeYaml.Problem(more).ShouldStartWith(problem);

    [Theory]
    [InlineData("devices: [{name: a, parent: b}, {name: b, parent: c}, {name: c, suppliers: [a]}]\n", "5:62: devices that wait for each other: parents and suppliers form the cycle a → b → c → a; remove one of the links")]
    [InlineData("devices: [{name: a, suppliers: [b, c]}, {name: b}, {name: c, suppliers: [a]}]\n", "5:59: devices that wait for each other: parents and suppliers form the cycle a → c → a; remove one of the links")]
    [InlineData("devices: [{name: a, parent: a}]\n", "5:18: device 'a' waits for itself: it is its own parent or supplier; remove that line")]
    [InlineData("devices: [{name: 'a{0..9}', suppliers: ['a{}']}]\n", "5:18: device 'a0' waits for itself: it is its own parent or supplier; remove that line")]
    public void Devices_that_wait_for_each_other_are_refused(string more, string problem) => SomeYaml.Problem(more).ShouldBe(problem);

    [Fact]
    public void A_diamond_of_suppliers_is_no_cycle() =>
        SomeYaml.Valid("devices: [{name: a, suppliers: [b, c]}, {name: b, suppliers: d}, {name: c, suppliers: [d], parent: d}, {name: d}]\n").Devices.Length.ShouldBe(4);

    [Fact]
    public void A_long_chain_of_parents_needs_no_stack()
    {
        var chain = string.Concat(Enumerable.Range(1, 9000).Select(i => $"- {{name: c{i}, parent: c{i - 1}}}\n"));

        SomeYaml.Valid("devices:\n- {name: c0}\n" + chain).Devices.Length.ShouldBe(9001);
    }

    [Fact]
    public void A_name_that_could_not_be_read_is_not_reported_again_where_it_is_used() =>
        SomeYaml.Problems("devices: [{nme: a}]\nevents: [{device_add: a}]\n").Count.ShouldBe(2);
}
