using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Recorded.RecordedMachine;

namespace NumaProbe.Coordinator.Tests.Recorded;

/// <summary>Recorded scenarios on the bus whose devices need the parent's lock, and about who is asynchronous: findings 13, 14, 25 and 26.</summary>
public sealed class ParentLockRecordings
{
    private const string Kernel = """ "kernel": {"cmdline": "", "moduleAsyncProbe": false}, """;
    private const string OneThread = """ "threads": [{"id": 0, "cpu": 0}], """;

    [Theory]
    [InlineData("6.12.117", true)]
    [InlineData("6.1.192", false)]
    public void N4_nested_add_polock_a_child_added_in_its_parents_probe_waits_for_it_on_6_12_only(string kernel, bool waits)
    {
        var members = Kernel + OneThread + $$"""
            "drivers": [{"name": "pdrv", "probeType": "async", "bus": "polock", "match": ["p"]}, {"name": "cdrv", "probeType": "async", "bus": "polock", "match": ["c"]}],
            "devices": [{{Device("p", "p", 1, null, "polock")}}, {{Device("c0", "c", 0, "p", "polock")}}, {{Device("c1", "c", 2, "p", "polock")}}],
            "probes": [{{Sleeps("p", 80, addsBefore: ["c0", "c1"])}},
                       {{Sleeps("c0", 60)}}, {{Sleeps("c1", 60)}}],
            "events": [{{At(0, "driver_register", "pdrv")}}, {{At(0, "driver_register", "cdrv")}}, {{At(10, "device_add", "p")}}, {{At(10, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            var (parent, first, second) = (run.Probe("p"), run.Probe("c0"), run.Probe("c1"));
            new[] { "c0", "c1" }.ShouldAllBe(child => run.Tries(child).Single() == "cdrv 0 async");
            (first.StartNs >= parent.EndNs && second.StartNs >= parent.EndNs).ShouldBe(waits);
            (Overlap(first, second) || Overlap(first, parent)).ShouldBe(!waits);
            run.BoundCount.ShouldBe(3);
            run.End.Status.ShouldBe(RunStatus.Completed);
        }
    }

    [Theory]
    [InlineData("6.12.117")]
    [InlineData("6.1.192")]
    public void N4_nested_add_polock_a_sync_child_is_probed_inside_its_parents_probe_on_both(string kernel)
    {
        var members = Kernel + OneThread + $$"""
            "drivers": [{"name": "pdrv", "probeType": "async", "bus": "polock", "match": ["p"]}, {"name": "cdrv", "probeType": "sync", "bus": "polock", "match": ["c"]}],
            "devices": [{{Device("p", "p", 1, null, "polock")}}, {{Device("c0", "c", 0, "p", "polock")}}],
            "probes": [{{Sleeps("p", 80, addsAfter: ["c0"])}}, {{Sleeps("c0", 60)}}],
            "events": [{{At(0, "driver_register", "pdrv")}}, {{At(0, "driver_register", "cdrv")}}, {{At(10, "device_add", "p")}}, {{At(10, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Tries("c0").ShouldBe(["cdrv 0 nested"]);
            run.Probe("c0").Thread.ShouldBe(run.Probe("p").Thread);
            run.Probe("c0").EndNs.ShouldBeLessThanOrEqualTo(run.Probe("p").EndNs);
        }
    }

    [Theory]
    [InlineData("6.12.117", true, 2)]
    [InlineData("6.12.117", false, 2)]
    [InlineData("6.1.192", true, 2)]
    [InlineData("6.1.192", false, 6)]
    public void N4_two_parents_polock_one_child_of_a_parent_at_a_time_except_driver_first_on_6_1(string kernel, bool isDeviceFirst, int atOnce)
    {
        var children = Enumerable.Range(0, 6).ToList();
        var adds = List(children.Select(i => At(10, "device_add", $"c{i}")));
        var register = At(isDeviceFirst ? 30 : 0, "driver_register", "drv");
        var members = Kernel + OneThread + $$"""
            "drivers": [{"name": "drv", "probeType": "async", "bus": "polock", "match": ["m"]}],
            "devices": [{{Device("p0", "none", 0, null, "polock")}}, {{Device("p1", "none", 1, null, "polock")}},
                        {{List(children.Select(i => Device($"c{i}", "m", i % 4, $"p{i % 2}", "polock")))}}],
            "probes": [{{List(children.Select(i => Sleeps($"c{i}", 60)))}}],
            "events": [{{At(0, "device_add", "p0")}}, {{At(0, "device_add", "p1")}}, {{(isDeviceFirst ? adds + ", " + register : register + ", " + adds)}}, {{At(40, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.MostProbesAtOnce.ShouldBe(atOnce);
            run.BoundCount.ShouldBe(6);
            if (atOnce == 2)
            {
                var byParent = run.Probes.GroupBy(p => int.Parse(p.Device.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % 2);
                byParent.ShouldAllBe(of => of.Zip(of.Skip(1)).All(pair => pair.Second.StartNs >= pair.First.EndNs));
            }
        }
    }

    [Theory]
    [InlineData("6.12.117")]
    [InlineData("6.1.192")]
    public void N4_module_async_probe_makes_default_drivers_asynchronous_and_leaves_forced_ones(string kernel)
    {
        var members = """ "kernel": {"cmdline": "", "moduleAsyncProbe": true}, """ + OneThread + $$"""
            "drivers": [{"name": "ddrv", "probeType": "default", "bus": "platform", "match": ["d"]}, {"name": "sdrv", "probeType": "sync", "bus": "platform", "match": ["s"]},
                        {"name": "adrv", "probeType": "async", "bus": "platform", "match": ["a"]}],
            "devices": [{{Device("d", "d", 1)}}, {{Device("s", "s", 2)}}, {{Device("a", "a", 3)}}],
            "probes": [{{Sleeps("d", 60)}}, {{Sleeps("s", 60)}}, {{Sleeps("a", 60)}}],
            "events": [{{At(0, "device_add", "d")}}, {{At(0, "device_add", "s")}}, {{At(0, "device_add", "a")}},
                       {{At(10, "driver_register", "ddrv")}}, {{At(10, "driver_register", "sdrv")}}, {{At(10, "driver_register", "adrv")}}, {{At(10, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            (run.Probe("d").How, run.Probe("s").How, run.Probe("a").How).ShouldBe(("async", "caller", "async"));
            run.DurationNs(EventOperation.DriverRegister, "ddrv").ShouldBeLessThan(15 * Machine.Ms);
            run.DurationNs(EventOperation.DriverRegister, "sdrv").ShouldBeGreaterThanOrEqualTo(60 * Machine.Ms);
        }
    }

    [Theory]
    [InlineData("6.12.117", "as")]
    [InlineData("6.12.117", "sa")]
    [InlineData("6.1.192", "as")]
    [InlineData("6.1.192", "sa")]
    public void N4_two_match_driver_first_the_sync_pass_comes_first_whatever_the_order(string kernel, string order)
    {
        var members = Kernel + OneThread + $$"""
            "drivers": [{"name": "a", "probeType": "async", "bus": "platform", "match": ["m"]}, {"name": "s", "probeType": "sync", "bus": "platform", "match": ["m"]}],
            "devices": [{{Device("d0", "m", 1)}}, {{Device("d1", "m", 2)}}], "probes": [{{Sleeps("d0", 60)}}, {{Sleeps("d1", 60)}}],
            "events": [{{List(order.Select(name => At(0, "driver_register", $"{name}")))}}, {{At(10, "device_add", "d0")}}, {{At(10, "device_add", "d1")}}, {{At(10, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            new[] { "d0", "d1" }.ShouldAllBe(device => run.Tries(device).Single() == "s 0 caller");
            run.Of(TraceKind.AsyncScheduled).ShouldBeEmpty();
        }
    }

    private static bool Overlap(NumaProbe.Shared.Events.Records.ProbeRecord a, NumaProbe.Shared.Events.Records.ProbeRecord b) =>
        a.StartNs < b.EndNs && b.StartNs < a.EndNs;
}
