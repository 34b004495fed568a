using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>What initcall_debug would print, and the sysfs files bind, drivers_autoprobe and drivers_probe.</summary>
public sealed class ObservationRules
{
    private const int IoError = -5;
    private const int TryAgain = -11;

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_40_the_result_is_0_when_bound_minus_517_when_the_driver_defers_and_nothing_is_called_when_the_core_does(string generation)
    {
        var run = WithNodes(1).Device("ok").Device("deferring").Device("linked", suppliers: "never").Device("never").Sync("drv")
            .Probe("deferring", result: new DeferUntilBoundResult("never", CheckAtExit: true, 0))
            .Add("ok", "deferring", "linked").Register("drv").RunOf(generation);

        run.Of(TraceKind.ProbeEnd, "ok").Single().A.ShouldBe(0);
        run.Of(TraceKind.Bound, "ok").Count().ShouldBe(1);
        run.Of(TraceKind.NotBound, "deferring").Single().A.ShouldBe(-517);
        run.Of(TraceKind.Deferred, "deferring").Single().A.ShouldBe((long)DeferReason.DriverRequest);
        run.Of(TraceKind.ProbeStart, "linked").ShouldBeEmpty();
        run.Of(TraceKind.NotBound, "linked").ShouldBeEmpty();
        run.Of(TraceKind.Deferred, "linked").Single().A.ShouldBe((long)DeferReason.SupplierNotReady);
        run.Warnings().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_40_the_time_of_a_probe_leaves_out_the_wait_for_the_device_lock(string generation)
    {
        var run = WithNodes(1, cpusPerNode: 4).Thread(2).Device("d").Sync("drv").Probe(sleepMs: 50, result: new ErrorResult(IoError, FailFirst: 1))
            .Add("d").Register("drv").On(1).At(10).Do(EventOperation.Attach, "d").RunOf(generation);

        run.Probes.Select(p => (p.Thread, p.Result)).ShouldBe([(0, IoError), (1, 0)]);
        run.Probes.ShouldAllBe(p => p.EndNs - p.StartNs == 50 * Ms);
        run.Of(TraceKind.LockAcquired, "d").Single().A.ShouldBeInRange(39 * Ms, 41 * Ms);
        run.DurationNs(EventOperation.Attach).ShouldBeGreaterThan(89 * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_41_binding_by_hand_probes_in_the_writing_process_even_for_an_async_driver(string generation)
    {
        var run = ByHand(new SuccessResult()).Do(EventOperation.Bind, "drv:d").RunOf(generation);

        run.Tries("d").ShouldBe(["drv 0 caller"]);
        (run.Probe("d").Thread == 0).ShouldBe(generation != "rfc-2026", "that proposal hands it to a worker on the device's node");
        (run.Call(EventOperation.Bind).Result, run.BoundTo("d")).ShouldBe((0, "drv"));
        run.DurationNs(EventOperation.Bind).ShouldBeGreaterThanOrEqualTo(20 * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Line_41_a_deferral_reaches_the_writer_as_eagain_and_is_not_retried(string generation)
    {
        var run = ByHand(new DeferUntilBoundResult("late", CheckAtExit: true, 0)).Device("late").Do(EventOperation.Bind, "drv:d")
            .At(100).Add("late").Do(EventOperation.Bind, "drv:late").RunOf(generation);

        run.Call(EventOperation.Bind, "drv:d").Result.ShouldBe(TryAgain);
        run.Tries("d").ShouldBe(["drv -517 caller"]);
        run.Of(TraceKind.Deferred).ShouldBeEmpty();
        run.Deferred.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v5.15", IoError, IoError)]
    [InlineData("v6.1", IoError, IoError)]
    [InlineData("v6.12", IoError, IoError)]
    [InlineData("rfc-2026", IoError, IoError)]
    [InlineData("v5.15", -517, TryAgain)]
    [InlineData("v6.1", -517, TryAgain)]
    [InlineData("v6.12", -517, TryAgain)]
    [InlineData("rfc-2026", -517, TryAgain)]
    public void Line_41_other_errors_of_a_probe_reach_the_writer_as_they_are(string generation, int errno, int result) =>
        ByHand(new ErrorResult(errno, FailFirst: 0)).Do(EventOperation.Bind, "drv:d").RunOf(generation).Call(EventOperation.Bind).Result.ShouldBe(result);

    [Theory]
    [MemberData(nameof(Kernels.With1), ProbeType.ForceSynchronous, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With1), ProbeType.PreferAsynchronous, MemberType = typeof(Kernels))]
    public void Line_42_with_drivers_autoprobe_off_neither_side_probes_and_drivers_probe_does_it_in_the_caller(string generation, ProbeType type)
    {
        var run = WithNodes(2).Bus("platform", autoprobe: false).Device("before", 1).Device("after", 1).Driver("drv", type).Probe(sleepMs: 20)
            .Add("before").Register("drv").Add("after").At(100).Do(EventOperation.DriversProbe, "after").RunOf(generation);

        run.Tries("before").ShouldBeEmpty();
        run.Tries("after").ShouldBe(["drv 0 caller"]);
        run.Probe("after").StartNs.ShouldBeGreaterThan(100 * Ms);
        run.Call(EventOperation.DriversProbe).Result.ShouldBe(0);
        run.DurationNs(EventOperation.DriversProbe).ShouldBeGreaterThanOrEqualTo(20 * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_42_the_switch_works_while_the_system_runs_and_what_was_passed_over_stays_unbound(string generation)
    {
        var run = WithNodes(1).Devices(0, 0, 0).Sync("drv").Register("drv").Add("d0")
            .Do(EventOperation.DriversAutoprobe, "platform:0").Add("d1").Do(EventOperation.DriversAutoprobe, "platform:1").Add("d2").RunOf(generation);

        (run.BoundTo("d0"), run.BoundTo("d1"), run.BoundTo("d2")).ShouldBe(("drv", null, "drv"));
        run.Skips("d1").ShouldBe([SkipReason.AutoprobeOff]);
    }

    // a device and its async driver on a bus that does not probe by itself
    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void A_supplier_is_told_once_that_all_its_consumers_are_bound_on_kernels_that_tell(string generation)
    {
        var run = Supplied().Do(EventOperation.Reprobe, "c1").RunOf(generation);

        var told = run.Of(TraceKind.SyncState).Select(run.Name).ToList();
        told.ShouldBe(Shared.Generations.KernelGenerations.Find(generation)!.HasSyncState ? ["s"] : []);
    }

    [Theory]
    [InlineData("v5.15")]
    [InlineData("v6.12")]
    public void It_is_not_told_before_the_late_initcall(string generation)
    {
        var run = Supplied().At(100).Do(EventOperation.LateInitcall).RunOf(generation);

        run.Of(TraceKind.Bound).Max(e => e.TimeNs).ShouldBeLessThan(100 * Ms);
        run.Of(TraceKind.SyncState).Single().TimeNs.ShouldBeGreaterThanOrEqualTo(100 * Ms);
    }

    [Fact]
    public void A_supplier_whose_consumer_is_gone_at_the_late_initcall_is_told_only_when_it_is_back()
    {
        var run = Supplied().Do(EventOperation.Detach, "c1").At(100).Do(EventOperation.LateInitcall).At(200).Do(EventOperation.Attach, "c1").RunOf("v6.12");

        run.Of(TraceKind.SyncState).Single().TimeNs.ShouldBeGreaterThanOrEqualTo(200 * Ms);
    }

    private static Machine Supplied() => WithNodes(1).Device("s").Device("c1", suppliers: "s").Device("c2", suppliers: "s").Sync("drv")
        .Register("drv").Add("s", "c1", "c2");

    private static Machine ByHand(ProbeResult result) =>
        WithNodes(2).Bus("platform", autoprobe: false).Device("d", 1).Async("drv").Probe("d", sleepMs: 20, result: result).Add("d").Register("drv");
}
