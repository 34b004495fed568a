using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Recorded.RecordedMachine;

namespace NumaProbe.Coordinator.Tests.Recorded;

/// <summary>Recorded scenarios about where work runs and how much of it at once: findings 1, 2, 4, 6, 10, 11 and 12.</summary>
public sealed class PlacementRecordings
{
    private const string Kernel = """ "kernel": {"cmdline": "", "moduleAsyncProbe": false}, """;

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117+deb12-amd64")]
    public void N4_raw_async_jobs_go_to_the_node_asked_for_or_to_the_scheduling_cpus(string kernel)
    {
        (int Asked, int Thread, int Node)[] jobs =
            [(0, 0, 0), (1, 0, 1), (3, 0, 3), (-1, 0, 0), (9, 0, 0), (-1, 1, 2), (17, 1, 2), (2, 1, 2), (0, 1, 0)];
        var runs = Repeats(kernel, Kernel + $$"""
            "threads": [{"id": 0, "cpu": 1}, {"id": 1, "cpu": 5}], "drivers": [], "devices": [], "probes": [],
            "events": [{{List(jobs.Select(j => At(10, "async_job", $"{j.Asked}:60", j.Thread)))}},
                       {{At(20, "async_synchronize_full")}}]
            """);
        foreach (var run in runs)
        {
            run.Jobs.Select(j => j.AskedNode).ShouldBe(jobs.Select(j => j.Asked));
            run.Of(TraceKind.AsyncScheduled).OrderBy(e => e.C).Select(e => run.NodeOfCpu((int)e.D)).Order().ShouldBe(jobs.Select(j => j.Node).Order());
            run.Jobs.Max(j => j.StartNs).ShouldBeLessThan(run.Jobs.Min(j => j.EndNs), "all at once");
            run.Call(EventOperation.AsyncSynchronizeFull).EndNs.ShouldBeGreaterThanOrEqualTo(run.Jobs.Max(j => j.EndNs));
            if (kernel.StartsWith("6.1.", StringComparison.Ordinal))
            {
                run.Jobs.Select(j => j.StartNode).ShouldBe(jobs.Select(j => j.Node));
                run.Jobs.ShouldAllBe(j => j.EndNode == j.StartNode);
            }
        }
    }

    [Theory]
    [InlineData("6.1.192", true)]
    [InlineData("6.1.192", false)]
    [InlineData("6.12.117", true)]
    [InlineData("6.12.117", false)]
    public void N4_offline_node2_probes_of_the_offline_node_start_near_the_registering_thread(string kernel, bool atStart)
    {
        var offline = atStart ? "" : $"{At(0, "cpu_offline", "4")}, {At(0, "cpu_offline", "5")},";
        var members = Kernel + $$"""
            "threads": [{"id": 0, "cpu": 2}], "drivers": [{"name": "drv", "probeType": "async", "bus": "platform", "match": ["m"]}],
            "devices": [{{List(Enumerable.Range(0, 8).Select(i => Device($"d{i}", "m", i % 4)))}}],
            "probes": [{{List(Enumerable.Range(0, 8).Select(i => Sleeps($"d{i}", 60)))}}],
            "events": [{{offline}} {{List(Enumerable.Range(0, 8).Select(i => At(400, "device_add", $"d{i}")))}},
                       {{At(450, "driver_register", "drv")}}, {{At(450, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members, atStart ? [4, 5] : []))
        {
            run.BoundCount.ShouldBe(8);
            run.MostProbesAtOnce.ShouldBe(8);
            run.Probes.ShouldAllBe(p => p.StartCpu != 4 && p.StartCpu != 5);
            run.Of(TraceKind.AsyncScheduled).Where(e => e.C == 2).ShouldAllBe(e => e.D == 2);
            if (kernel.StartsWith("6.1.", StringComparison.Ordinal))
            {
                run.Probes.OrderBy(p => p.Device).Select(p => p.StartNode).ShouldBe([0, 1, 1, 3, 0, 1, 1, 3]);
            }
        }
    }

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void N4_offline_whole_node_while_its_probes_work_they_end_elsewhere_and_bind(string kernel)
    {
        foreach (var work in new[] { "busy", "spin", "sleep" })
        {
            var members = Kernel + $$"""
                "threads": [{"id": 0, "cpu": 0}, {"id": 1, "cpu": 1}], "drivers": [{"name": "drv", "probeType": "async", "bus": "platform", "match": ["m"]}],
                "devices": [{{Device("d0", "m", 2)}}, {{Device("d1", "m", 2)}}],
                "probes": [{{List(Enumerable.Range(0, 2).Select(i => Sleeps($"d{i}", 400, work: work)))}}],
                "events": [{{At(0, "device_add", "d0")}}, {{At(0, "device_add", "d1")}}, {{At(0, "driver_register", "drv")}},
                           {{At(50, "cpu_offline", "4", 1)}}, {{At(50, "cpu_offline", "5", 1)}}, {{At(0, "wait_for_device_probe")}},
                           {{At(600, "cpu_online", "4", 1)}}, {{At(600, "cpu_online", "5", 1)}}]
                """;
            foreach (var run in Repeats(kernel, members))
            {
                run.BoundCount.ShouldBe(2);
                run.Tries("d0").ShouldBe(["drv 0 async"]);
                run.Probes.ShouldAllBe(p => p.EndCpu != 4 && p.EndCpu != 5);
                run.Of(TraceKind.CpuState).Select(e => (e.A, e.B)).ShouldBe([(4, 0), (5, 0), (4, 1), (5, 1)]);
                run.Records.OfType<NumaProbe.Shared.Events.Records.CallRecord>().ShouldAllBe(c => c.Result == 0);
            }
        }
    }

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void N4_spin_two_nodes_cpu_bound_probes_spill_over_on_6_12_only(string kernel)
    {
        var members = Kernel + $$"""
            "threads": [{"id": 0, "cpu": 0}], "drivers": [{"name": "drv", "probeType": "async", "bus": "platform", "match": ["m"]}],
            "devices": [{{List(Enumerable.Range(0, 12).Select(i => Device($"d{i}", "m", 1 + (i % 2))))}}],
            "probes": [{{List(Enumerable.Range(0, 12).Select(i => Sleeps($"d{i}", 40, work: "spin")))}}],
            "events": [{{List(Enumerable.Range(0, 12).Select(i => At(0, "device_add", $"d{i}")))}}, {{At(20, "driver_register", "drv")}}, {{At(20, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            var total = run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs);
            if (kernel.StartsWith("6.1.", StringComparison.Ordinal))
            {
                run.Probes.ShouldAllBe(p => (p.StartNode == 1 || p.StartNode == 2) && p.EndNode == p.StartNode);
                total.ShouldBeInRange(118 * Machine.Ms, 140 * Machine.Ms);
            }
            else
            {
                run.Probes.Any(p => p.EndNode is 0 or 3).ShouldBeTrue();
                total.ShouldBeLessThan(118 * Machine.Ms);
            }
        }
    }

    [Fact]
    public void N4_limit_700_one_node_on_6_12_has_exactly_256_at_once()
    {
        foreach (var run in Limit("6.12.117"))
        {
            run.MostProbesAtOnce.ShouldBe(256);
            run.BoundCount.ShouldBe(700);
        }
    }

    [Fact]
    public void N4_limit_700_one_node_on_6_1_does_not_reach_its_limit()
    {
        foreach (var run in Limit("6.1.192"))
        {
            run.Of(TraceKind.ItemInactive).Count().ShouldBe(700 - 512);
            run.MostProbesAtOnce.ShouldBeInRange(200, 511);
            run.BoundCount.ShouldBe(700);
        }
    }

    [Theory]
    [InlineData("6.1.192", true)]
    [InlineData("6.1.192", false)]
    [InlineData("6.12.117", true)]
    [InlineData("6.12.117", false)]
    public void N4_async_durations_forty_milliseconds_apart_give_the_order_of_completion(string kernel, bool isDeviceFirst)
    {
        int[] durations = [200, 40, 160, 80, 240, 120];
        var adds = List(durations.Select((_, i) => At(10, "device_add", $"d{i}")));
        var register = At(isDeviceFirst ? 30 : 0, "driver_register", "drv");
        var members = Kernel + $$"""
            "threads": [{"id": 0, "cpu": 0}], "drivers": [{"name": "drv", "probeType": "async", "bus": "platform", "match": ["m"]}],
            "devices": [{{List(durations.Select((_, i) => Device($"d{i}", "m", i % 4)))}}],
            "probes": [{{List(durations.Select((ms, i) => Sleeps($"d{i}", ms)))}}],
            "events": [{{(isDeviceFirst ? adds + ", " + register : register + ", " + adds)}}, {{At(40, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Probes.OrderBy(p => p.CompletionIndex).Select(p => p.Device).ShouldBe(["d1", "d3", "d5", "d2", "d0", "d4"]);
            run.MostProbesAtOnce.ShouldBe(6);
            run.Probes.Select(p => p.Instance).Order().ShouldBe(Enumerable.Range(0, 6));
        }
    }

    private static IEnumerable<Outcome> Limit(string kernel) => Repeats(kernel, Kernel + $$"""
        "threads": [{"id": 0, "cpu": 0}], "drivers": [{"name": "drv", "probeType": "async", "bus": "platform", "match": ["m"]}],
        "devices": [{{List(Enumerable.Range(0, 700).Select(i => Device($"d{i}", "m", 1)))}}],
        "probes": [{{List(Enumerable.Range(0, 700).Select(i => Sleeps($"d{i}", 1500)))}}],
        "events": [{{List(Enumerable.Range(0, 700).Select(i => At(0, "device_add", $"d{i}")))}}, {{At(1500, "driver_register", "drv")}}, {{At(1500, "wait_for_device_probe")}}]
        """);
}
