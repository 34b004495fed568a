using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Recorded.RecordedMachine;

namespace NumaProbe.Coordinator.Tests.Recorded;

/// <summary>Recorded scenarios about deleting, detaching and unregistering: findings 18, 27, 28 and 29.</summary>
public sealed class RemovalRecordings
{
    private const string Kernel = """ "kernel": {"cmdline": "", "moduleAsyncProbe": false}, """;
    private const string OneThread = """ "threads": [{"id": 0, "cpu": 0}], """;
    private const string TwoThreads = """ "threads": [{"id": 0, "cpu": 0}, {"id": 1, "cpu": 2}], """;

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void N4_delete_right_after_add_no_device_is_probed_or_removed(string kernel)
    {
        var members = Kernel + OneThread + $$"""
            "drivers": [{"name": "drv", "probeType": "async", "bus": "platform", "match": ["m"]}],
            "devices": [{{List(Enumerable.Range(0, 4).Select(i => Device($"d{i}", "m", i)))}}],
            "probes": [{{List(Enumerable.Range(0, 4).Select(i => Sleeps($"d{i}", 60, removeMs: 10)))}}],
            "events": [{{At(0, "driver_register", "drv")}},
              {{List(Enumerable.Range(0, 4).SelectMany(i => new[] { At(20, "device_add", $"d{i}"), At(20, "device_del", $"d{i}") }))}},
              {{At(60, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Probes.ShouldBeEmpty();
            run.Removes.ShouldBeEmpty();
            run.Of(TraceKind.Skipped).Select(e => (SkipReason)e.A).ShouldBe(Enumerable.Repeat(SkipReason.Dead, 4));
            Enumerable.Range(0, 4).ShouldAllBe(i => !run.Final($"d{i}").Present);
            Enumerable.Range(0, 4).ShouldAllBe(i => run.DurationNs(EventOperation.DeviceDel, $"d{i}") < 15 * Machine.Ms);
        }
    }

    [Theory]
    [InlineData("6.1.192", "async", "async")]
    [InlineData("6.12.117", "async", "async")]
    [InlineData("6.1.192", "sync", "caller")]
    [InlineData("6.12.117", "sync", "caller")]
    public void N4_delete_while_probing_blocks_until_the_probe_ends_and_removes_in_the_deleting_thread(string kernel, string probeType, string how)
    {
        var members = Kernel + TwoThreads + $$"""
            "drivers": [{"name": "drv", "probeType": "{{probeType}}", "bus": "platform", "match": ["m"]}],
            "devices": [{{Device("d0", "m", 3)}}], "probes": [{{Sleeps("d0", 100, removeMs: 20)}}],
            "events": [{{At(0, "device_add", "d0")}}, {{At(0, "driver_register", "drv")}}, {{At(40, "device_del", "d0", 1)}}, {{At(60, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Tries("d0").ShouldBe([$"drv 0 {how}"]);
            run.DurationNs(EventOperation.DeviceDel).ShouldBeGreaterThan(60 * Machine.Ms);
            (run.Remove("d0").Thread, run.Remove("d0").StartCpu).ShouldBe((1, 2));
            run.Remove("d0").StartNs.ShouldBeGreaterThanOrEqualTo(run.Probe("d0").EndNs);
            (run.Final("d0").Present, run.BoundTo("d0")).ShouldBe((false, null));
        }
    }

    [Theory]
    [InlineData("6.1.192", "async")]
    [InlineData("6.12.117", "async")]
    [InlineData("6.1.192", "sync")]
    [InlineData("6.12.117", "sync")]
    public void N4_detach_attach_attaches_in_the_caller_and_says_1_even_for_an_async_driver(string kernel, string probeType)
    {
        var members = Kernel + OneThread + $$"""
            "drivers": [{"name": "drv", "probeType": "{{probeType}}", "bus": "platform", "match": ["m"]}],
            "devices": [{{Device("d0", "m", 1)}}, {{Device("d1", "x", 1)}}], "probes": [{{Sleeps("d0", 60, removeMs: 20)}}],
            "events": [{{At(0, "driver_register", "drv")}}, {{At(0, "device_add", "d0")}}, {{At(0, "device_add", "d1")}},
              {{At(150, "detach", "d0")}}, {{At(150, "attach", "d0")}}, {{At(150, "attach", "d0")}}, {{At(150, "attach", "d1")}}, {{At(150, "detach", "d1")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Tries("d0").ShouldBe([probeType is "async" ? "drv 0 async" : "drv 0 caller", "drv 0 caller"]);
            run.Removes.Select(r => r.Device).ShouldBe(["d0"]);
            Enumerable.Range(3, 5).Select(i => run.Call(i).Result).ShouldBe([0, 1, 1, 0, 0]);
            (run.Call(4).EndNs - run.Call(4).StartNs).ShouldBeGreaterThanOrEqualTo(60 * Machine.Ms);
            (run.Call(5).EndNs - run.Call(5).StartNs).ShouldBeLessThan(15 * Machine.Ms);
            run.Probes[^1].StartCpu.ShouldBe(0);
            run.BoundTo("d0").ShouldBe("drv");
        }
    }

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void N4_driver_unregister_sync_order_removes_in_reverse_order_of_binding(string kernel)
    {
        var members = Kernel + OneThread + $$"""
            "drivers": [{"name": "drv", "probeType": "sync", "bus": "platform", "match": ["m"]}],
            "devices": [{{List(Enumerable.Range(0, 5).Select(i => Device($"d{i}", "m", i % 4)))}}],
            "probes": [{{List(Enumerable.Range(0, 5).Select(i => Sleeps($"d{i}", 20, removeMs: 10)))}}],
            "events": [{{At(0, "device_add", "d3")}}, {{At(0, "device_add", "d1")}}, {{At(0, "driver_register", "drv")}},
              {{At(80, "device_add", "d4")}}, {{At(80, "device_add", "d0")}}, {{At(80, "device_add", "d2")}}, {{At(200, "driver_unregister", "drv")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Probes.Select(p => p.Device).ShouldBe(["d3", "d1", "d4", "d0", "d2"]);
            run.Removes.Select(r => r.Device).ShouldBe(["d2", "d0", "d4", "d1", "d3"]);
            run.Removes.ShouldAllBe(r => r.Thread == 0);
            run.Of(TraceKind.SyncWait).ShouldBeEmpty();
            run.DurationNs(EventOperation.DriverUnregister).ShouldBeGreaterThanOrEqualTo(50 * Machine.Ms);
            run.BoundCount.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("6.1.192", false)]
    [InlineData("6.12.117", true)]
    public void N4_unregister_behind_blocker_device_first_still_probes_binds_and_removes_again(string kernel, bool waits)
    {
        foreach (var run in Repeats(kernel, BehindBlocker(isDeviceFirst: true)))
        {
            run.Tries("c1").ShouldBe(["drv 0 async"]);
            run.Tries("blk").ShouldBe(["bdrv 0 async"]);
            run.Removes.Select(r => r.Device).ShouldBe(["c1"]);
            (run.BoundTo("blk"), run.BoundTo("c1"), run.BoundTo("p")).ShouldBe(("bdrv", null, null));
            run.DurationNs(EventOperation.DriverUnregister).ShouldBeGreaterThan(10 * Machine.Ms);
            run.Remove("c1").StartNs.ShouldBeGreaterThanOrEqualTo(run.Probe("blk").EndNs);
            (run.Probe("c1").StartNs >= run.Probe("blk").EndNs).ShouldBe(waits, "the parent's lock");
        }
    }

    [Theory]
    [InlineData("6.12.117", new string[0])]
    [InlineData("6.1.192", new[] { "drv 0 async" })]
    public void N4_unregister_behind_blocker_driver_first_finds_no_driver_any_more_where_it_waited(string kernel, string[] tries)
    {
        foreach (var run in Repeats(kernel, BehindBlocker(isDeviceFirst: false)))
        {
            run.Tries("c1").ShouldBe(tries);
            run.Removes.Count.ShouldBe(tries.Length);
            run.BoundTo("c1").ShouldBeNull();
            run.Call(EventOperation.DriverUnregister).EndNs.ShouldBeGreaterThanOrEqualTo(run.Probe("blk").EndNs, "all async work of the system");
        }
    }

    // c1's async probe would wait for the parent's lock that its sibling's probe holds; meanwhile c1's driver is unregistered
    private static string BehindBlocker(bool isDeviceFirst)
    {
        var device = At(isDeviceFirst ? 0 : 50, "device_add", "c1");
        var driver = At(isDeviceFirst ? 50 : 0, "driver_register", "drv");
        var blocker = At(10, "device_add", "blk");
        return Kernel + TwoThreads + $$"""
            "drivers": [{"name": "bdrv", "probeType": "async", "bus": "polock", "match": ["b"]}, {"name": "drv", "probeType": "async", "bus": "polock", "match": ["c"]}],
            "devices": [{{Device("p", "none", 0, null, "polock")}}, {{Device("blk", "b", 1, "p", "polock")}}, {{Device("c1", "c", 2, "p", "polock")}}],
            "probes": [{{Sleeps("p", 100)}}, {{Sleeps("blk", 150)}}, {{Sleeps("c1", 60, removeMs: 20)}}],
            "events": [{{At(0, "device_add", "p")}}, {{At(0, "driver_register", "bdrv")}}, {{(isDeviceFirst ? device : driver)}}, {{blocker}}, {{(isDeviceFirst ? driver : device)}},
              {{At(90, "driver_unregister", "drv", 1)}}, {{At(120, "wait_for_device_probe")}}, {{At(350, "sleep", "10")}}]
            """;
    }
}
