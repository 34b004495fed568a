namespace NumaProbe.Scenarios.Tests;

public sealed class EventProblemTests
{
    [Theory]
    [InlineData("{at: -5ms, device_add: d0}", "8:15: 'at' is '-5ms': it is negative; a duration is 0 or more")]
    [InlineData("{at: 5, device_add: d0}", "8:15: 'at' is '5': it has no unit; write 5ms, or another of ns, us, ms, s, min")]
    [InlineData("{at: [5ms], device_add: d0}", "8:15: 'at' is a list: a quantity is expected; write for example 35ms")]
    [InlineData("{at: 2000000s, device_add: d0}", "8:15: 'at' is '2000000s': it is too large; a run ends after ten days of its own time")]
    [InlineData("{device_ad: d0}", "8:11: unknown operation 'device_ad': an event has no such key; did you mean 'device_add'?")]
    [InlineData("{device_add: d2}", "8:23: unknown device 'd2': no device has this name; did you mean 'd0'?")]
    [InlineData("{device_add: 'd{0..3}'}", "8:23: unknown device 'd2': no device has this name; did you mean 'd0'?")]
    [InlineData("{device_add: 5}", "8:23: 'device_add' is a number: text is expected; write \"5\"")]
    [InlineData("{driver_register: drvC}", "8:28: unknown driver 'drvC': no driver has this name; did you mean 'drvA'?")]
    [InlineData("{module_load: mode}", "8:24: unknown module 'mode': no module has this name; did you mean 'mod'?")]
    [InlineData("{device_add: d0, device_del: d0}", "8:27: a second operation 'device_del': an event does one thing, and 'device_add' is there already; begin a new list item for it")]
    [InlineData("{at: 1ms}", "8:10: no operation: an event says what is done; add for example device_add: nvme0")]
    [InlineData("{device_add: }", "8:11: device_add without a target: it needs a device")]
    [InlineData("{bind: }", "8:11: bind without a target: it needs driver:device")]
    [InlineData("{wait_for_device_probe: d0}", "8:34: wait_for_device_probe with a target: it takes none; write 'wait_for_device_probe:' with nothing after it")]
    [InlineData("{thread: 3, device_add: d0}", "8:19: unknown thread 3: no thread has this id; declare it under threads, with the CPU it is pinned to")]
    [InlineData("{bind: d0}", "8:17: 'bind' is 'd0': its target has two parts; write driver:device")]
    [InlineData("{unbind: 'drvC:d0'}", "8:19: unknown driver 'drvC': no driver has this name; did you mean 'drvA'?")]
    [InlineData("{drivers_autoprobe: 'platform:2'}", "8:30: 'drivers_autoprobe' is 'platform:2': drivers_autoprobe is 0 or 1; write platform:0 or platform:1")]
    [InlineData("{drivers_autoprobe: 'usb:1'}", "8:30: unknown bus 'usb': no bus has this name")]
    [InlineData("{cpu_offline: 9}", "8:24: unknown CPU 9: no node of the topology has it; CPUs are 0-3")]
    [InlineData("{cpu_online: x}", "8:23: 'cpu_online' is 'x': a whole number in plain decimal digits is expected")]
    [InlineData("{node_offline: 2}", "8:25: 'node_offline' is '2': it must be between 0 and 1")]
    [InlineData("{sleep: 20}", "8:18: 'sleep' is '20': it has no unit; write 20ms, or another of ns, us, ms, s, min")]
    [InlineData("{sleep: 20mss}", "8:18: 'sleep' is '20mss': it has the unknown unit 'mss'; units are ns, us, ms, s, min")]
    [InlineData("{sleep: '{1..9}ms'}", "8:18: 'sleep' is '{1..9}ms': it does not start with a number; write for example 35ms")]
    [InlineData("{async_synchronize_domain: all}", "8:37: 'async_synchronize_domain' is 'all': there is no such async domain; write default or exclusive")]
    [InlineData("{async_synchronize_cookie: 0}", "8:37: 'async_synchronize_cookie' is '0': it must be between 1 and 2000000")]
    [InlineData("{async_job: 1}", "8:22: 'async_job' is '1': its target has two parts; write node:duration, for example 1:50ms")]
    [InlineData("{async_job: '-2:5'}", "8:22: 'async_job' is '-2': it must be between -1 and 1023")]
    [InlineData("{async_job: '1:x'}", "8:22: 'async_job' is 'x': it does not start with a number; write for example 35ms")]
    [InlineData("device_add", "8:10: text where an event is expected: it is written as keys and values; write key: value")]
    public void A_wrong_event_is_refused(string entry, string problem) => SomeYaml.Problem(SomeYaml.Things + $"events: [{entry}]\n").ShouldBe(problem);

    [Fact]
    public void Both_parts_of_a_target_are_checked() =>
        SomeYaml.Problems(SomeYaml.Things + "events: [{bind: 'drvC:d7'}]\n").Count.ShouldBe(2);

    [Theory]
    [InlineData("threads: [{id: 0, cpu: 7}]\n", "5:24: unknown CPU 7: no node of the topology has it; CPUs are 0-3")]
    [InlineData("threads: [{id: 0, cpu: 0}, {id: 0, cpu: 1}]\n", "5:33: duplicate thread 0: events name their thread by its id; give each its own id")]
    [InlineData("threads: []\n", "5:10: no threads: somebody must carry out the events; remove the empty list: thread 0 is the default")]
    [InlineData("threads: [{id: 1}]\n", "5:11: missing key 'cpu': a thread needs it")]
    [InlineData("threads: [{id: -1, cpu: 0}]\n", "5:16: 'id' is '-1': it must be between 0 and 1073741823")]
    [InlineData("kernel: {unbound_cpus: 0-9}\n", "5:24: unknown CPU 4: no node of the topology has it; CPUs are 0-3")]
    [InlineData("kernel: {async_max_active: 0}\n", "5:28: 'async_max_active' is '0': it must be between 1 and 1000000")]
    [InlineData("kernel: {cmdlin: x}\n", "5:10: unknown key 'cmdlin': 'kernel' has no such key; did you mean 'cmdline'?")]
    [InlineData("kernel: {cmdline: \"a\\nb\"}\n", "5:19: the command line is too long or has several lines: the kernel takes one line of at most 4096 characters")]
    public void A_wrong_thread_or_option_is_refused(string more, string problem) => SomeYaml.Problem(more).ShouldBe(problem);

    [Fact]
    public void A_thread_on_an_offline_CPU_is_refused() => SomeYaml.ProblemsOf(
        "apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: {nodes: [{cpus: 0-1}], offline_cpus: 1}\nthreads: [{cpu: 1}]\n").ShouldBe(
        ["5:17: thread 0 is pinned to CPU 1: that CPU is offline at the start; pin it to an online CPU, or take the CPU out of offline_cpus"]);

    [Fact]
    public void A_node_without_CPUs_cannot_be_taken_offline() => SomeYaml.ProblemsOf(
        "apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: {nodes: [{cpus: 0-1}, {memory: 1GiB}]}\nevents: [{node_offline: 1}]\n").ShouldBe(
        ["5:25: 'node_offline' names node 1: that node has no CPU"]);
}
