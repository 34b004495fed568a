using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Recorded.RecordedMachine;

namespace NumaProbe.Coordinator.Tests.Recorded;

/// <summary>Recorded scenarios about deferral: findings 19 to 22, and results that are checked when the work is done.</summary>
public sealed class DeferralRecordings
{
    private const string Kernel = """ "kernel": {"cmdline": "", "moduleAsyncProbe": false}, "threads": [{"id": 0, "cpu": 0}], """;

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void N4_defer_mixed_retry_async_ones_run_in_parallel_but_behind_the_sync_ones_ahead_of_them(string kernel)
    {
        var members = Kernel + $$"""
            "drivers": [{"name": "sdrv", "probeType": "sync", "bus": "platform", "match": ["s"]}, {"name": "adrv", "probeType": "async", "bus": "platform", "match": ["a"]}],
            "devices": [{{Device("c0", "s", 0)}}, {{Device("c1", "a", 1)}}, {{Device("c2", "s", 2)}}, {{Device("c3", "a", 3)}}, {{Device("c4", "a", 1)}}, {{Device("p", "s", 0)}}],
            "probes": [{{List(Enumerable.Range(0, 5).Select(i => Defers($"c{i}", 60, "p")))}}, {{Sleeps("p", 40)}}],
            "events": [{{At(0, "driver_register", "sdrv")}}, {{At(0, "driver_register", "adrv")}},
                       {{List(Enumerable.Range(0, 5).Select(i => At(20 + (20 * i), "device_add", $"c{i}")))}}, {{At(200, "device_add", "p")}}, {{At(700, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            var retry = run.Probes.Where(p => p.Result == 0 && p.Device != "p").ToDictionary(p => p.Device);
            run.Tries("c0").ShouldBe(["sdrv -517 caller", "sdrv 0 deferred-worker"]);
            run.Tries("c1").ShouldBe(["adrv -517 async", "adrv 0 async"]);
            run.Of(TraceKind.Retried).Select(run.Name).Take(5).ShouldBe(["c0", "c1", "c2", "c3", "c4"]);
            retry["c1"].StartNs.ShouldBeGreaterThanOrEqualTo(retry["c0"].EndNs);
            retry["c2"].StartNs.ShouldBeGreaterThanOrEqualTo(retry["c0"].EndNs);
            retry["c2"].StartNs.ShouldBeLessThan(retry["c1"].EndNs);
            retry["c3"].StartNs.ShouldBeGreaterThanOrEqualTo(retry["c2"].EndNs);
            retry["c4"].StartNs.ShouldBeLessThan(retry["c3"].EndNs);
            run.Deferred.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("6.1.192", "async", true)]
    [InlineData("6.1.192", "async", false)]
    [InlineData("6.1.192", "sync", true)]
    [InlineData("6.1.192", "sync", false)]
    [InlineData("6.12.117", "async", true)]
    [InlineData("6.12.117", "async", false)]
    [InlineData("6.12.117", "sync", true)]
    [InlineData("6.12.117", "sync", false)]
    public void N4_defer_chain_of_four_costs_ten_probes_and_the_sum_of_the_work(string kernel, string probeType, bool isDriverFirst)
    {
        var register = At(isDriverFirst ? 0 : 30, "driver_register", "drv");
        var adds = List(Enumerable.Range(0, 4).Select(i => At(10, "device_add", $"d{i}")));
        var members = Kernel + $$"""
            "drivers": [{"name": "drv", "probeType": "{{probeType}}", "bus": "platform", "match": ["m"]}],
            "devices": [{{List(Enumerable.Range(0, 4).Select(i => Device($"d{i}", "m", i)))}}],
            "probes": [{{List(Enumerable.Range(0, 3).Select(i => Defers($"d{i}", 40, $"d{i + 1}")))}}, {{Sleeps("d3", 40)}}],
            "events": [{{(isDriverFirst ? register + ", " + adds : adds + ", " + register)}}, {{At(40, "wait_for_device_probe")}}, {{At(600, "sleep", "10")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            Enumerable.Range(0, 4).Select(i => run.Tries($"d{i}").Count).ShouldBe([4, 3, 2, 1]);
            run.Probes.Where(p => p.Result == 0).Select(p => p.Device).ShouldBe(["d3", "d2", "d1", "d0"]);
            (run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs)).ShouldBeGreaterThanOrEqualTo(160 * Machine.Ms);
            var later = probeType is "async" ? "drv 0 async" : "drv 0 deferred-worker";
            run.Tries("d0")[^1].ShouldBe(later);
            run.Deferred.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("6.1.192", "sync")]
    [InlineData("6.1.192", "async")]
    [InlineData("6.12.117", "sync")]
    [InlineData("6.12.117", "async")]
    public void N4_defer_unresolved_a_device_whose_supplier_never_comes_is_tried_once_and_once_for_each_bind(string kernel, string probeType)
    {
        var members = Kernel + $$"""
            "drivers": [{"name": "drv", "probeType": "{{probeType}}", "bus": "platform", "match": ["m"]}],
            "devices": [{{Device("c", "m", 1)}}, {{Device("never", "none", 0)}}, {{List(Enumerable.Range(0, 4).Select(i => Device($"o{i}", "m", i)))}}],
            "probes": [{{Defers("c", 40, "never")}}, {{List(Enumerable.Range(0, 4).Select(i => Sleeps($"o{i}", 10)))}}],
            "events": [{{At(0, "driver_register", "drv")}}, {{At(10, "device_add", "c")}}, {{List(Enumerable.Range(0, 4).Select(i => At(100 + (60 * i), "device_add", $"o{i}")))}},
                       {{At(500, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Tries("c").Count.ShouldBe(5);
            run.Probes.Where(p => p.Device == "c").ShouldAllBe(p => p.Result == -517);
            run.Deferred.ShouldBe(["m.0"]);
        }
    }

    [Theory]
    [InlineData("6.1.192", "sync", "caller", "deferred-worker")]
    [InlineData("6.12.117", "sync", "caller", "deferred-worker")]
    [InlineData("6.1.192", "async", "async", "async")]
    [InlineData("6.12.117", "async", "async", "async")]
    public void N4_defer_checked_at_exit_works_in_vain_first_and_again_after_the_bind(string kernel, string probeType, string first, string second)
    {
        var members = Kernel + $$"""
            "drivers": [{"name": "drv", "probeType": "{{probeType}}", "bus": "platform", "match": ["m"]}],
            "devices": [{{Device("c", "m", 1)}}, {{Device("p", "m", 2)}}], "probes": [{{Defers("c", 50, "p", "exit")}}, {{Sleeps("p", 20)}}],
            "events": [{{At(0, "driver_register", "drv")}}, {{At(10, "device_add", "c")}}, {{At(120, "device_add", "p")}}, {{At(300, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Tries("c").ShouldBe([$"drv -517 {first}", $"drv 0 {second}"]);
            run.Probes.Where(p => p.Device == "c").ShouldAllBe(p => p.EndNs - p.StartNs >= 50 * Machine.Ms);
            run.End.Status.ShouldBe(RunStatus.Completed);
        }
    }

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void N4_defer_checked_at_exit_is_content_with_a_supplier_that_binds_while_it_works(string kernel)
    {
        var members = Kernel + $$"""
            "drivers": [{"name": "drv", "probeType": "async", "bus": "platform", "match": ["m"]}],
            "devices": [{{Device("c", "m", 1)}}, {{Device("p", "m", 2)}}], "probes": [{{Defers("c", 150, "p", "exit")}}, {{Sleeps("p", 20)}}],
            "events": [{{At(0, "driver_register", "drv")}}, {{At(10, "device_add", "c")}}, {{At(40, "device_add", "p")}}, {{At(300, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Tries("c").ShouldBe(["drv 0 async"]);
            run.Of(TraceKind.Deferred).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void N4_delete_deferred_a_deleted_device_is_forgotten(string kernel)
    {
        var members = Kernel + $$"""
            "drivers": [{"name": "drv", "probeType": "sync", "bus": "platform", "match": ["m"]}],
            "devices": [{{Device("c", "m", 1)}}, {{Device("p", "m", 2)}}], "probes": [{{Defers("c", 50, "p")}}, {{Sleeps("p", 20)}}],
            "events": [{{At(0, "driver_register", "drv")}}, {{At(10, "device_add", "c")}}, {{At(50, "device_del", "c")}}, {{At(100, "device_add", "p")}}, {{At(200, "wait_for_device_probe")}}]
            """;
        foreach (var run in Repeats(kernel, members))
        {
            run.Tries("c").ShouldBe(["drv -517 caller"]);
            run.Deferred.ShouldBeEmpty();
            run.Of(TraceKind.Retried).ShouldBeEmpty();
        }
    }
}
