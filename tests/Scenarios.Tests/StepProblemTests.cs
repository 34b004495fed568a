namespace NumaProbe.Scenarios.Tests;

public sealed class StepProblemTests
{
    private const string More = SomeYaml.Things + "locks: [l]\n";

    [Theory]
    [InlineData("{wait: 'uniform(3ms,1ms)'}", "9:26: 'wait' is 'uniform(3ms,1ms)': it has its longest duration first; write uniform(1ms,3ms)")]
    [InlineData("{wait: uniform(1ms,3ms)}", "9:26: 'wait' is 'uniform(1ms': it has no closing parenthesis; write for example \"uniform(1ms,3ms)\", in quotes where it stands in brackets|9:38: unknown operation '3ms)': a step has no such key")]
    [InlineData("{locked: {lock: m, steps: [wait: 1ms]}}", "9:35: unknown lock 'm': no lock has this name; did you mean 'l'?")]
    [InlineData("{locked: {steps: [wait: 1ms]}}", "9:28: missing key 'lock': a locked step needs it")]
    [InlineData("{locked: {lock: l}}", "9:28: missing key 'steps': a locked step needs it")]
    [InlineData("{locked: {lock: l, share: 30, steps: []}}", "9:45: 'share' is '30': a share above 0% and up to 100% is expected; write for example 30%")]
    [InlineData("{locked: {lock: l, share: 0%, steps: []}}", "9:45: 'share' is '0%': a share above 0% and up to 100% is expected; write for example 30%")]
    [InlineData("{locked: {lock: l, share: 101%, steps: []}}", "9:45: 'share' is '101%': a share above 0% and up to 100% is expected; write for example 30%")]
    [InlineData("{locked: {lock: l, steps: [locked: {lock: l, steps: []}]}}", "9:61: lock 'l' inside itself: the thread would wait for itself for ever; take it once, around both")]
    [InlineData("{locked: }", "9:20: 'locked' without a value: a step says how much; write for example {lock: rtnl, steps: [compute: 1ms]}")]
    [InlineData("{index: nvmee}", "9:27: unknown naming class 'nvmee': no naming class has this name; did you mean 'nvme'?")]
    [InlineData("{parallel: []}", "9:30: no parts: there is nothing to do; write for example [[wait: 35ms], [wait: 35ms]]")]
    [InlineData("{parallel: [{wait: 1ms}]}", "9:31: 'parallel' is a mapping: a list is expected; begin each item with '- '")]
    [InlineData("{parallel: {parts: [[wait: 1ms]], detach: true}}", "9:53: unknown key 'detach': a parallel step has no such key; did you mean 'detached'?")]
    [InlineData("{wait_for_earlier_cookies: }", "9:20: wait_for_earlier_cookies outside of a part: only the parts of 'parallel' have a cookie of their own; move it into a part")]
    [InlineData("{parallel: [[wait_for_earlier_cookies: 5]]}", "9:58: wait_for_earlier_cookies with a value: it takes none; write 'wait_for_earlier_cookies:' with nothing after it")]
    public void A_wrong_step_is_refused(string step, string problems) =>
        string.Join('|', SomeYaml.Problems(More + $"probes: [{{steps: [{step}]}}]\n")).ShouldBe(problems);

    [Theory]
    [InlineData("{errno: EIO, if: {}}", "9:36: a condition without anything: it would always hold; write for example if: {attempt: 1}")]
    [InlineData("{errno: EIO, if: {attempt: 0}}", "9:46: 'attempt' is '0': it must be between 1 and 1000000")]
    [InlineData("{errno: EIO, if: {node: 2}}", "9:43: 'node' is '2': it must be between 0 and 1")]
    [InlineData("{errno: EIO, if: {bound: dd}}", "9:36: unknown device 'dd': no device has this name; did you mean 'd0'?")]
    [InlineData("{errno: EIO, if: {bound: d0}, fail_first: 2}", "9:49: unknown key 'fail_first': a result with a condition has no such key; its keys are errno, if, check_at")]
    [InlineData("[]", "9:19: an empty list of results: each item has an error and when it is returned; write ok, or {errno: EIO, if: {attempt: 1}}")]
    [InlineData("[{errno: EIO}]", "9:20: missing key 'if': a result with a condition needs it")]
    public void A_wrong_condition_is_refused(string result, string problem) =>
        SomeYaml.Problem(More + $"probes: [{{result: {result}}}]\n").ShouldBe(problem);

    [Theory]
    [InlineData("{class: nvmee}", "9:10: missing key 'name': the kernel has no class 'nvmee' that it could come from; write for example name: \"disk{}\"")]
    [InlineData("{class: a, name: 'a{}'}", "9:10: missing key 'source': a naming class needs it")]
    [InlineData("{class: a, name: a, source: ida}", "9:27: 'name' is 'a': nothing in it changes from name to name; write for example \"disk{}\", or \"sd{a}\" for letters")]
    [InlineData("{class: a, name: 'a{}', source: idr}", "9:42: 'source' is 'idr': it must be one of ida, counter, alias, fixed, parent; did you mean 'ida'?")]
    [InlineData("{class: a, name: 'a{}', source: parent}", "9:10: 'of' is missing: source: parent says that another class has the number; name that class")]
    [InlineData("{class: nvme, taken: probe}", "9:31: 'taken' is 'probe': it must be one of in_probe, device_add")]
    [InlineData("{class: nvme, of: nwme}", "9:28: unknown naming class 'nwme': no naming class has this name; did you mean 'nvme'?")]
    [InlineData("{class: nvme, fixed: {d0: 1}}", "9:31: fixed numbers of a class that takes them elsewhere: source is ida; write source: alias, or source: fixed")]
    [InlineData("{class: mmc, fixed: {d9: 1}}", "9:31: unknown device 'd9': no device has this name; did you mean 'd0'?")]
    [InlineData("{class: nvme, before: {five: {taken: device_add}}}", "9:33: 'before' is 'five': a kernel release has a major and a minor number; write for example v5.3")]
    [InlineData("{class: nvme}, {class: nvme}", "9:33: duplicate naming class 'nvme': it stands already at 9:18; give each its own name")]
    public void A_wrong_naming_class_is_refused(string naming, string problem) =>
        SomeYaml.Problem(More + $"naming: [{naming}]\n").ShouldBe(problem);

    [Theory]
    [InlineData("locks: [a, a]\n", "5:12: duplicate lock 'a': it stands already at 5:9; give each its own name")]
    [InlineData("locks: [a b]\n", "5:9: 'a b' is no name: a name has no blanks, quotes, braces or backslashes, but this one has U+0020")]
    [InlineData("drivers: [{name: d, async_since: five}]\n", "5:34: 'async_since' is 'five': a kernel release has a major and a minor number; write for example v5.3")]
    [InlineData("machine: two-sockets\n", "4:11: a topology beside a machine: only one of them could count; remove one")]
    [InlineData("machine: two-socket\n", "5:10: 'machine' is 'two-socket': it must be one of two-sockets, four-nodes-pmem, eight-nodes, nps4, memory-only-nodes; did you mean 'two-sockets'?|4:11: a topology beside a machine: only one of them could count; remove one")]
    public void Wrong_locks_drivers_and_machines_are_refused(string more, string problems) =>
        SomeYaml.Problems(more).Order(StringComparer.Ordinal).ShouldBe(problems.Split('|').Order(StringComparer.Ordinal));
}
