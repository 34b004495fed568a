using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>The lines where a kernel before 6.1, or a proposal, does something else than the later ones; what is the same is tested with those.</summary>
public sealed class OldKernelRules
{
    private const long SleepMs = 40;
    private static readonly int[] OneEach = [0, 1, 2, 3];

    [Fact]
    public void Line_01_on_4_19_an_async_driver_after_four_devices_probes_them_one_after_another_in_one_worker()
    {
        var run = WithNodes(4).Devices(OneEach).Async("drv").Probe(sleepMs: SleepMs).AddAll().Register("drv").RunOf("v4.19");

        run.Probes.Select(p => p.Device).ShouldBe(["d0", "d1", "d2", "d3"]);
        run.Probes.Select(p => (p.Thread, p.StartCpu, p.How)).Distinct().Count().ShouldBe(1);
        run.Probes[0].How.ShouldBe("async");
        run.MostProbesAtOnce.ShouldBe(1);
        (run.Probes[^1].EndNs - run.Probes[0].StartNs).ShouldBeInRange(4 * SleepMs * Ms, (4 * SleepMs + 1) * Ms);
        run.Call(EventOperation.DriverRegister).EndNs.ShouldBeLessThan(run.Probes[0].StartNs);
        run.Of(TraceKind.AsyncScheduled).Select(e => ((AsyncSide)e.B, e.Device, e.C)).ShouldBe([(AsyncSide.Walk, -1, -1L)]);
    }

    [Fact]
    public void Line_02_on_4_19_devices_that_come_after_the_async_driver_are_probed_at_once()
    {
        var run = WithNodes(4).Devices(OneEach).Async("drv").Probe(sleepMs: SleepMs).Register("drv").At(10).AddAll().RunOf("v4.19");

        run.MostProbesAtOnce.ShouldBe(4);
        run.Probes.ShouldAllBe(p => p.IsAsync && p.StartNode == 0, "no job has a node hint");
    }

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Line_04_before_5_17_modprobe_of_a_synchronous_driver_does_not_wait_for_the_async_work_of_others(string generation)
    {
        var run = WithNodes(2).Devices(0, 1).Async("slow").Module("mod").Driver("none", ProbeType.ForceSynchronous, "x", module: "mod")
            .Probe(sleepMs: SleepMs).AddAll().Register("slow").Do(EventOperation.ModuleLoad, "mod").RunOf(generation);

        run.Call(EventOperation.ModuleLoad).EndNs.ShouldBeLessThan(run.Probes.Min(p => p.EndNs));
        run.Of(TraceKind.SyncWait).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Line_09_up_to_5_1_there_is_no_list_of_async_drivers(string generation)
    {
        var run = WithNodes(2).Boot("driver_async_probe=drv,*").Device("d", 1).Driver("drv", ProbeType.Default).Probe(sleepMs: 1).Add("d").Register("drv").RunOf(generation);

        run.Tries("d").ShouldBe(["drv 0 caller"]);
        run.Warnings().ShouldBeEmpty();
    }

    [Fact]
    public void Line_10_on_5_15_a_star_in_the_list_is_a_name_like_any_other()
    {
        var run = WithNodes(2).Boot("driver_async_probe=*,foo").Device("f", 1, "f").Device("b", 1, "b").Driver("foo", ProbeType.Default, "f")
            .Driver("bar", ProbeType.Default, "b").Probe(sleepMs: 1).AddAll().Register("foo", "bar").RunOf("v5.15");

        (run.Probe("f").How, run.Probe("b").How).ShouldBe(("async", "caller"));
    }

    [Theory]
    [MemberData(nameof(Kernels.Until420), MemberType = typeof(Kernels))]
    public void Line_12_without_a_dead_flag_a_pending_job_finds_only_that_the_device_has_left_sysfs(string generation)
    {
        var run = SlowWorkers().Device("d", 1).Async("drv").Probe(sleepMs: 10).Register("drv").At(1).Add("d").Delete("d").RunOf(generation);

        run.Skips("d").ShouldBe([SkipReason.NotRegistered]);
        run.Probes.ShouldBeEmpty();
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Line_19_without_a_ready_flag_a_driver_probes_a_device_that_device_add_is_not_through_with(string generation)
    {
        var run = InTheWindow(ProbeType.ForceSynchronous).RunOf(generation);

        run.Tries("d").ShouldBe(["drv 0 caller"]);
        run.Probe("d").Thread.ShouldBe(1);
        run.Probe("d").StartNs.ShouldBeLessThan(20 * Ms);
    }

    [Fact]
    public void Line_19_5_15_has_no_ready_flag_either()
    {
        var run = InTheWindow(ProbeType.PreferAsynchronous).RunOf("v5.15");

        run.Tries("d").ShouldBe(["drv 0 async"]);
        run.Skips("d").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v4.19", -1)]
    [InlineData("rfc-2018", -1)]
    [InlineData("v5.1", 1)]
    [InlineData("v5.15", 1)]
    public void Line_24_only_since_5_1_a_job_asks_for_the_devices_node(string generation, int asked)
    {
        var run = WithNodes(4).Device("d", 1).Async("drv").Probe(sleepMs: 1).Register("drv").At(1).Add("d").RunOf(generation);

        var scheduled = run.Of(TraceKind.AsyncScheduled, "d").Single();
        scheduled.C.ShouldBe(asked);
        run.Probe("d").StartNode.ShouldBe(asked < 0 ? 0 : asked);
    }

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Line_32_up_to_5_10_the_deferral_worker_stays_on_the_cpu_of_the_bind(string generation)
    {
        var run = WithNodes(4).FirstThreadOn(5).Device("c", 1).Device("s", 0, "s").Sync("drv").Sync("sdrv", "s").Probe("c", sleepMs: 5, result: new DeferUntilBoundResult("s", CheckAtExit: false, 0))
            .Kernel(k => k with { UnboundCpus = [0, 1] }).Register("drv", "sdrv").Add("c").At(50).Add("s").RunOf(generation);

        run.Tries("c").ShouldBe(["drv -517 caller", "drv 0 deferred-worker"]);
        run.Probes.Last(p => p.Device == "c").StartCpu.ShouldBe(5);
    }

    [Theory]
    [InlineData("v4.19")]
    [InlineData("rfc-2018")]
    [InlineData("v5.1")]
    [InlineData("v5.15")]
    public void Line_34_before_6_1_the_timeout_is_off_and_registering_a_driver_does_not_put_it_off(string generation)
    {
        Waiting("").RunOf(generation).Of(TraceKind.DeferredTimeout).ShouldBeEmpty();
        Waiting("deferred_probe_timeout=10").RunOf(generation).Of(TraceKind.DeferredTimeout).Single().TimeNs.ShouldBeInRange(10_000 * Ms, 10_001 * Ms);
    }

    [Theory]
    [InlineData("v4.19", "initcall_debug", 1, 0, -517)]
    [InlineData("rfc-2018", "initcall_debug", 1, 0, -517)]
    [InlineData("v5.1", "initcall_debug", 1, 0, -517)]
    [InlineData("v5.15", "initcall_debug dyndbg=\"file drivers/base/dd.c +p\"", 0, 517, -517)]
    [InlineData("v6.1", "initcall_debug", 0, 517, -517)]
    [InlineData("v6.12", "initcall_debug", 0, 517, -517)]
    [InlineData("rfc-2026", "initcall_debug", 0, 517, -517)]
    public void Line_40_the_line_of_initcall_debug_tells_what_its_generation_returns(string generation, string commandLine, int bound, int deferring, int refused)
    {
        var run = Printed(commandLine).RunOf(generation);

        Returned(run, "ok").ShouldBe(bound);
        Returned(run, "deferring").ShouldBe(deferring);
        Returned(run, "linked").ShouldBe(refused);
        run.Of(TraceKind.ProbeReturned, "ok").Single().B.ShouldBeInRange(30 * Ms, 31 * Ms);
    }

    [Theory]
    [InlineData("v5.15", "initcall_debug")]
    [InlineData("v4.19", "")]
    [InlineData("v6.12", "initcall_debug=0")]
    public void Line_40_without_being_asked_nothing_is_printed(string generation, string commandLine) =>
        Printed(commandLine).RunOf(generation).Of(TraceKind.ProbeReturned).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Line_41_up_to_5_13_who_binds_by_hand_is_told_only_that_it_failed_and_a_deferral_is_retried(string generation)
    {
        var deferred = ByHand(new DeferUntilBoundResult("late", CheckAtExit: true, 0)).Device("late").Do(EventOperation.Bind, "drv:d")
            .At(100).Add("late").Do(EventOperation.Bind, "drv:late").Do(EventOperation.DriversAutoprobe, "platform:1").RunOf(generation);

        ByHand(new ErrorResult(-5, FailFirst: 0)).Do(EventOperation.Bind, "drv:d").RunOf(generation).Call(EventOperation.Bind).Result.ShouldBe(-19);
        deferred.Call(EventOperation.Bind, "drv:d").Result.ShouldBe(-19);
        deferred.Of(TraceKind.Deferred, "d").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("v4.19", 600)]
    [InlineData("v5.1", 600)]
    [InlineData("v5.15", 600)]
    public void Line_43_up_to_6_5_the_limit_is_512_a_node(string generation, int devices)
    {
        var run = WithNodes(2).Devices([.. Enumerable.Repeat(0, devices)]).Async("drv").Probe(sleepMs: 1_000).Register("drv").At(10).AddAll().RunOf(generation);

        run.MostProbesAtOnce.ShouldBe(512);
    }

    [Fact]
    public void Line_20_on_4_19_a_refused_walk_runs_in_the_registering_thread()
    {
        var run = WithNodes(1).Device("d").Async("drv").Probe(sleepMs: 1).Thread(1)
            .Add("d").Fill(AsyncEntries.MaxWork + 1, sleepMs: 100).Register("drv").RunOf("v4.19");

        run.Tries("d").ShouldBe(["drv 0 caller"]);
        run.Of(TraceKind.AsyncInline).Select(e => ((AsyncSide)e.B, e.Thread)).ShouldBe([(AsyncSide.Walk, 0)]);
        run.Call(EventOperation.DriverRegister).EndNs.ShouldBeGreaterThan(run.Probe("d").EndNs);
    }

    private static int Returned(Outcome run, string device) => (int)run.Of(TraceKind.ProbeReturned, device).Select(e => e.A).Distinct().Single();

    private static Machine Printed(string commandLine) =>
        WithNodes(1).Boot(commandLine).Device("ok").Device("deferring").Device("linked", suppliers: "never").Device("never").Sync("drv")
            .Probe("ok", sleepMs: 30).Probe("deferring", result: new ErrorResult(-517, FailFirst: 0)).Do(EventOperation.LateInitcall)
            .Bus("platform").Add("linked").Register("drv").Add("deferring").Do(EventOperation.DriversAutoprobe, "platform:0").Add("ok")
            .Do(EventOperation.DriversAutoprobe, "platform:1").Do(EventOperation.Bind, "drv:ok");

    private static Machine InTheWindow(ProbeType type) =>
        WithNodes(2).Thread(2).Costs(c => c with { DeviceAddBeforeProbeNs = 20 * Ms }).Device("d", 1).Driver("drv", type).Probe(sleepMs: 1)
            .Add("d").On(1).At(15).Register("drv");

    private static Machine SlowWorkers() => WithNodes(2).Costs(c => c with { WorkerWakeNs = 10 * Ms });

    private static Machine Waiting(string commandLine) =>
        WithNodes(1).Boot(commandLine).Device("asking").Sync("drv").Sync("other", "x").Probe("asking", result: new ErrorResult(-517, FailFirst: 0))
            .Do(EventOperation.LateInitcall).AddAll().Register("drv").At(8_000).Register("other");

    private static Machine ByHand(ProbeResult result) =>
        WithNodes(2).Bus("platform", autoprobe: false).Device("d", 1).Async("drv").Probe("d", sleepMs: 20, result: result).Add("d").Register("drv");
}
