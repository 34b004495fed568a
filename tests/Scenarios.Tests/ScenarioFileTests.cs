using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests;

public sealed class ScenarioFileTests
{
    [Fact]
    public void The_head_says_what_a_scenario_is_about()
    {
        var scenario = SomeYaml.Valid("title: Two nodes\nquestion: |\n  Why?\n  Really.\nanswer: \"Because.\"\ntags: [numa, lesson]\nseed: 18446744073709551615\ngeneration: 6.12\n");

        (scenario.Name, scenario.Title, scenario.Question, scenario.Answer).ShouldBe(("s", "Two nodes", "Why?\nReally.\n", "Because."));
        scenario.Tags.ShouldBe(["numa", "lesson"]);
        (scenario.Seed, scenario.Generation).ShouldBe((ulong.MaxValue, "6.12"));
    }

    [Fact]
    public void What_a_file_leaves_out_has_its_documented_default()
    {
        var scenario = SomeYaml.Valid("drivers: [{name: nvme}]\ndevices: [{name: \"nvme{0..1}\"}, {name: eth}]\n");

        (scenario.Title, scenario.Question, scenario.Answer, scenario.Seed, scenario.Generation).ShouldBe(("", null, null, 1ul, null));
        scenario.Kernel.ShouldBe(KernelOptions.Default);
        scenario.Costs.ShouldBe(CostModel.Default);
        scenario.Buses.ShouldBe([new BusSpec("platform")]);
        scenario.Threads.ShouldBe([new KernelThreadSpec(0, 0)]);
        scenario.Drivers[0].ShouldSatisfyAllConditions(
            d => d.Match.ShouldBe(["nvme"]), d => d.Bus.ShouldBe("platform"), d => d.ProbeType.ShouldBe(ProbeType.Default), d => d.Module.ShouldBeNull());
        scenario.Devices.Select(d => (d.Name, d.Match, d.Bus, d.NumaNode, d.Parent)).ShouldBe(
            [("nvme0", "nvme", "platform", -1, null), ("nvme1", "nvme", "platform", -1, null), ("eth", "eth", "platform", -1, null)]);
    }

    [Fact]
    public void The_default_thread_is_on_the_lowest_online_CPU() =>
        SomeYaml.Valid("").Threads.ShouldBe([new KernelThreadSpec(0, 0)]);

    [Fact]
    public void The_default_thread_avoids_offline_CPUs() =>
        Load("topology: {nodes: [{cpus: 0-3}], offline_cpus: 0-1}\n").Threads.ShouldBe([new KernelThreadSpec(0, 2)]);

    [Fact]
    public void Kernel_options_buses_and_modules_are_read()
    {
        var scenario = SomeYaml.Valid(
            """
            kernel: {cmdline: "driver_async_probe=*", module_async_probe: true, unbound_cpus: "0,2-3", async_max_active: 16}
            buses: [{name: usb, need_parent_lock: true}, {name: po, drivers_autoprobe: false}]
            modules: [{name: a, async_probe: true}, {name: b, async_probe: false}, {name: c}]

            """);

        scenario.Kernel.ShouldSatisfyAllConditions(
            k => k.CommandLine.ShouldBe("driver_async_probe=*"), k => k.ModuleAsyncProbe.ShouldBeTrue(), k => k.UnboundCpus.ShouldBe([0, 2, 3]), k => k.AsyncMaxActive.ShouldBe(16));
        scenario.Buses.ShouldBe([new("platform"), new("usb", NeedParentLock: true), new("po", DriversAutoprobe: false)]);
        scenario.Modules.ShouldBe([new("a", true), new("b", false), new("c", null)]);
    }

    [Fact]
    public void A_declared_platform_bus_replaces_the_implicit_one() =>
        SomeYaml.Valid("buses: [{name: po}, {name: platform, drivers_autoprobe: false}]\n").Buses.ShouldBe([new("po"), new("platform", DriversAutoprobe: false)]);

    [Theory]
    [InlineData("PROBE_DEFAULT_STRATEGY", ProbeType.Default)]
    [InlineData("PROBE_PREFER_ASYNCHRONOUS", ProbeType.PreferAsynchronous)]
    [InlineData("PROBE_FORCE_SYNCHRONOUS", ProbeType.ForceSynchronous)]
    [InlineData("default", ProbeType.Default)]
    [InlineData("async", ProbeType.PreferAsynchronous)]
    [InlineData("sync", ProbeType.ForceSynchronous)]
    public void Probe_types_have_the_kernels_spelling_and_a_short_one(string spelling, ProbeType type) =>
        SomeYaml.Valid($"drivers: [{{name: d, probe_type: {spelling}, match: [x, y]}}]\n").Drivers[0].ProbeType.ShouldBe(type);

    [Fact]
    public void A_series_of_devices_fills_its_number_into_the_other_fields_and_takes_nodes_in_turn()
    {
        var scenario = SomeYaml.Valid(
            """
            devices:
            - {name: "port{08..11}", match: "p{}", numa_node: [0, 1, -1], parent: "hub{}", suppliers: [psu, "fan{}", "x{}-{0..1}"]}
            - {name: "hub{08..11}"}
            - {name: "fan{08..11}"}
            - {name: psu}
            - {name: "x08-{0..1}"}
            - {name: "x09-{0..1}"}
            - {name: "x10-{0..1}"}
            - {name: "x11-{0..1}"}

            """);

        scenario.Devices.Take(4).Select(d => (d.Name, d.Match, d.NumaNode, d.Parent)).ShouldBe(
            [("port08", "p08", 0, "hub08"), ("port09", "p09", 1, "hub09"), ("port10", "p10", -1, "hub10"), ("port11", "p11", 0, "hub11")]);
        scenario.Devices[2].Suppliers.ShouldBe(["psu", "fan10", "x10-0", "x10-1"]);
    }

    [Fact]
    public void Steps_of_every_kind_are_read_in_order()
    {
        var rule = SomeYaml.Valid(
            SomeYaml.Things +
            """
            probes:
            - device: d0
              driver: drvA
              before: [{wait: 1ms}]
              steps: [{wait: 35ms}, {compute: 2ms}, {busy: 1.5us}, {touch: 3GiB}, {touch: {bytes: 1KiB, node: 1}}]
              after: [{device_add: d1}]
              remove: 1ms

            """).Probes.ShouldHaveSingleItem();

        (rule.Device, rule.Driver, rule.Remove).ShouldBe(("d0", "drvA", 1_000_000));
        rule.Before.ShouldBe([new WaitStep(1_000_000)]);
        rule.Work.ShouldBe([new WaitStep(35_000_000), new ComputeStep(2_000_000), new BusyStep(1500), new TouchStep(3L << 30, null), new TouchStep(1024, 1)]);
        rule.After.ShouldBe([new CallStep(0, EventOperation.DeviceAdd, "d1")]);
        rule.Result.ShouldBe(new SuccessResult());
    }

    [Fact]
    public void Calls_inside_probes_are_numbered_in_file_order()
    {
        var rules = SomeYaml.Valid(
            SomeYaml.Things +
            """
            probes:
            - {device: "d{0..1}", after: [{reprobe: d1}, {wait_for_device_probe: }], before: [{sleep: 1ms}], steps: [{device_del: "d{0..1}"}]}
            - {driver: drvB, before: [{late_initcall: null}]}

            """).Probes;

        rules.Length.ShouldBe(3);
        var calls = rules.SelectMany(r => r.Before.Concat(r.Work).Concat(r.After)).Cast<CallStep>().ToList();
        calls.Select(c => c.Ordinal).ShouldBe(Enumerable.Range(0, 11));
        calls.Take(5).Select(c => (c.Operation, c.Target)).ShouldBe(
            [(EventOperation.Sleep, "1ms"), (EventOperation.DeviceDel, "d0"), (EventOperation.DeviceDel, "d1"), (EventOperation.Reprobe, "d1"), (EventOperation.WaitForDeviceProbe, null)]);
    }

    public static TheoryData<string, ProbeResult> Results => new()
    {
        { "ok", new SuccessResult() },
        { "0", new SuccessResult() },
        { "ENODEV", new ErrorResult(-19, 0) },
        { "-19", new ErrorResult(-19, 0) },
        { "EPROBE_DEFER", new ErrorResult(-517, 0) },
        { "{errno: EIO, fail_first: 2}", new ErrorResult(-5, 2) },
        { "{errno: -1234}", new ErrorResult(-1234, 0) },
        { "{defer_until_bound: d1}", new DeferUntilBoundResult("d1", CheckAtExit: false, 0) },
        { "{defer_until_bound: d1, check_at: entry, after: 5ms}", new DeferUntilBoundResult("d1", CheckAtExit: false, 5_000_000) },
        { "{defer_until_bound: d1, check_at: exit}", new DeferUntilBoundResult("d1", CheckAtExit: true, 0) },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void Results_of_probes_are_read(string text, ProbeResult result) =>
        SomeYaml.Valid(SomeYaml.Things + $"probes: [{{device: d0, result: {text}}}]\n").Probes[0].Result.ShouldBe(result);

    [Fact]
    public void Every_operation_can_be_an_event_and_a_step()
    {
        var calls = EventOperations.All.Select(o => $"{o}: {SomeTarget(o)}").ToList();
        var scenario = SomeYaml.Valid(
            SomeYaml.Things + $"events: [{string.Join(", ", calls.Select(c => $"{{at: 1ms, {c}}}"))}]\nprobes: [{{steps: [{string.Join(", ", calls.Select(c => $"{{{c}}}"))}]}}]\n");

        scenario.Events.Select(e => EventOperations.Spelling(e.Operation)).ShouldBe(EventOperations.All);
        scenario.Events.Select((e, i) => (e.Index, i)).ShouldAllBe(p => p.Index == p.i);
        scenario.Probes[0].Work.Cast<CallStep>().Select(c => c.Target).ShouldBe(scenario.Events.Select(e => e.Target));
    }

    [Fact]
    public void A_series_or_a_list_of_targets_makes_one_event_each()
    {
        var scenario = SomeYaml.Valid(
            SomeYaml.Things + "threads: [{id: 3, cpu: 1}, {id: 0, cpu: 2}]\nevents: [{at: 1ms, device_add: 'd{0..1}'}, {thread: 0, driver_register: [drvB, drvA]}]\n");

        scenario.Events.ShouldBe(
            [
                new(0, 3, 1_000_000, EventOperation.DeviceAdd, "d0"), new(1, 3, 1_000_000, EventOperation.DeviceAdd, "d1"),
                new(2, 0, 0, EventOperation.DriverRegister, "drvB"), new(3, 0, 0, EventOperation.DriverRegister, "drvA"),
            ]);
    }

    [Fact]
    public void A_JSON_file_of_the_same_shape_is_a_scenario_too()
    {
        var result = TestScenario.Load("""{"apiVersion": "numaprobe/v1", "kind": "Scenario", "name": "j", "topology": "1 node x 1 cpu", "devices": [{"name": "d{0..2}"}]}""", "j");

        result.Describe().ShouldBeEmpty();
        result.Scenario!.Devices.Length.ShouldBe(3);
    }

    private static Scenario Load(string topology)
    {
        var result = TestScenario.Load("apiVersion: numaprobe/v1\nkind: Scenario\nname: s\n" + topology, "s.yaml");
        result.Describe().ShouldBeEmpty();
        return result.Scenario!;
    }

    private static string SomeTarget(string operation) => EventOperations.TargetOf(EventOperations.Find(operation)!.Value) switch
    {
        EventTargetKind.Device => "d0",
        EventTargetKind.Driver => "drvA",
        EventTargetKind.Module => "mod",
        EventTargetKind.DriverAndDevice => "\"drvA:d0\"",
        EventTargetKind.BusSwitch => "\"platform:0\"",
        EventTargetKind.Cpu => "3",
        EventTargetKind.Node => "1",
        EventTargetKind.Duration => "20ms",
        EventTargetKind.NodeAndDuration => "\"1:20ms\"",
        EventTargetKind.AsyncDomain => "exclusive",
        EventTargetKind.Cookie => "5",
        EventTargetKind.DeviceAndNode => "\"d0:-1\"",
        EventTargetKind.DeviceAndParent => "\"d0:d1\"",
        _ => "null",
    };
}
