using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>Deferred probing: driver_deferred_probe_trigger(), deferred_probe_work_func(), the late initcall and its timeout.</summary>
public sealed class DeferralRules
{
    private const long Second = 1_000;

    private static readonly DeferUntilBoundResult UntilS = new("s", CheckAtExit: false, 0);

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_30_before_the_late_initcall_a_bind_retries_nobody_and_then_all_are_retried(string generation)
    {
        var run = OneWaits(ProbeType.ForceSynchronous).Add("c", "s").At(100).Do(EventOperation.LateInitcall).RunOf(generation);

        run.Tries("c").ShouldBe(["drv -517 caller", "drv 0 deferred-worker"]);
        run.Probes.Last(p => p.Device == "c").StartNs.ShouldBeGreaterThan(100 * Ms);
        run.Of(TraceKind.Trigger).Min(e => e.TimeNs).ShouldBeGreaterThanOrEqualTo(100 * Ms);
        run.Call(EventOperation.LateInitcall).EndNs.ShouldBeGreaterThanOrEqualTo(run.Probes.Max(p => p.EndNs));
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_30_after_the_late_initcall_the_next_bind_retries_what_was_deferred(string generation)
    {
        var run = OneWaits(ProbeType.ForceSynchronous).Do(EventOperation.LateInitcall).Add("c").At(100).Add("s").RunOf(generation);

        run.Tries("c").ShouldBe(["drv -517 caller", "drv 0 deferred-worker"]);
        run.Probes.Last(p => p.Device == "c").StartNs.ShouldBeGreaterThanOrEqualTo(run.Of(TraceKind.Bound, "s").Single().TimeNs);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_31_a_bind_while_a_device_is_about_to_defer_retries_it_without_another_bind(string generation)
    {
        var run = WithNodes(2).Thread(2).Device("c", 1).Device("s", 0).Sync("drv")
            .Probe("c", result: new DeferUntilBoundResult("s", CheckAtExit: false, 50 * Ms)).Register("drv")
            .Add("c").On(1).At(20).Add("s").RunOf(generation);

        run.Tries("c").ShouldBe(["drv -517 caller", "drv 0 deferred-worker"]);
        run.Of(TraceKind.Bound, "s").Single().TimeNs.ShouldBeLessThan(run.Of(TraceKind.Deferred, "c").Single().TimeNs);
        run.Of(TraceKind.Bound).Count().ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_32_deferred_devices_of_a_sync_driver_are_retried_one_after_another_in_one_worker(string generation)
    {
        var retries = ThreeWait(ProbeType.ForceSynchronous).RunOf(generation).Probes.Where(p => p.Device != "s" && p.Result == 0).ToList();

        retries.Select(p => p.Device).ShouldBe(["d1", "d2", "d3"]);
        retries.ShouldAllBe(p => p.How == "deferred-worker");
        retries.Where(p => p.Thread != retries[0].Thread).ShouldAllBe(p => generation == "rfc-2026" && p.StartNode != 0);
        retries.Zip(retries.Skip(1)).ShouldAllBe(pair => pair.First.EndNs <= pair.Second.StartNs);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_32_deferred_devices_of_an_async_driver_are_retried_at_once_on_their_own_nodes(string generation)
    {
        var retries = ThreeWait(ProbeType.PreferAsynchronous).RunOf(generation).Probes.Where(p => p.Device != "s" && p.Result == 0).ToList();

        retries.Count.ShouldBe(3);
        retries.ShouldAllBe(p => p.How == "async");
        retries.Max(p => p.StartNs).ShouldBeLessThan(retries.Min(p => p.EndNs));
        retries.OrderBy(p => p.Device).Select(p => p.StartNode).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [MemberData(nameof(Kernels.With2), ProbeType.ForceSynchronous, "deferred-worker", MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With2), ProbeType.PreferAsynchronous, "async", MemberType = typeof(Kernels))]
    public void Line_33_a_consumer_of_an_unbound_supplier_is_not_probed_says_whom_it_waits_for_and_is_retried_when_the_supplier_binds(
        string generation, ProbeType type, string how)
    {
        var run = WithNodes(2).Device("c", 1, suppliers: "s").Device("s", 0).Driver("drv", type).Probe(sleepMs: 10)
            .Register("drv").Add("c").At(50).Add("s").RunOf(generation);

        var deferred = run.Of(TraceKind.Deferred, "c").Single();
        ((DeferReason)deferred.A, deferred.B).ShouldBe((DeferReason.SupplierNotReady, 1));
        run.Tries("c").ShouldBe([$"drv 0 {how}"]);
        run.Probe("c").StartNs.ShouldBeGreaterThanOrEqualTo(run.Of(TraceKind.Bound, "s").Single().TimeNs);
        run.Deferred.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_33_a_refusal_for_a_supplier_stops_the_devices_search_for_a_driver(string generation)
    {
        var run = WithNodes(1).Device("c", suppliers: "s").Device("s", match: "x").Sync("first").Sync("second")
            .Register("first", "second").Add("c").RunOf(generation);

        run.Of(TraceKind.Matched, "c").Select(run.Driver).ShouldBe(["first"]);
        run.Deferred.ShouldBe(["c"]);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since61), MemberType = typeof(Kernels))]
    public void Line_34_registering_a_driver_at_8_s_puts_the_timeout_of_10_s_off_to_18_s_and_then_lists_who_waits_and_why(string generation)
    {
        var run = Waiting("").At(8 * Second).Register("other").At(30 * Second).Register("late").RunOf(generation);

        var fired = run.Of(TraceKind.DeferredTimeout).Single();
        fired.TimeNs.ShouldBeInRange(18 * Second * Ms, (18 * Second * Ms) + Ms);
        fired.A.ShouldBe(2);
        run.Of(TraceKind.Warning).Select(e => (run.Name(e), (WarningKind)e.A))
            .ShouldBe([("asking", WarningKind.DeferredProbePending), ("linked", WarningKind.DeferredProbePending)]);
        Reason(run, "asking").ShouldBe((DeferReason.DriverRequest, -1));
        Reason(run, "linked").ShouldBe((DeferReason.SupplierNotReady, 2));
        run.Tries("asking").Count.ShouldBe(2, "the timeout triggers a last retry");
    }

    [Theory]
    [InlineData("v6.1", "", 10)]
    [InlineData("v6.12", "", 10)]
    [InlineData("rfc-2026", "", 10)]
    [MemberData(nameof(Kernels.With2), "deferred_probe_timeout=3", 3, MemberType = typeof(Kernels))]
    public void Line_34_the_timeout_fires_once_its_seconds_after_the_late_initcall(string generation, string commandLine, int seconds)
    {
        var run = Waiting(commandLine).RunOf(generation);

        run.Of(TraceKind.DeferredTimeout).Single().TimeNs.ShouldBeInRange(seconds * Second * Ms, (seconds * Second * Ms) + Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.With1), "0", MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With1), "-1", MemberType = typeof(Kernels))]
    public void Line_34_a_timeout_of_nothing_never_fires(string generation, string seconds)
    {
        var run = Waiting($"deferred_probe_timeout={seconds}").RunOf(generation);

        run.Of(TraceKind.DeferredTimeout).ShouldBeEmpty();
        run.Warnings().ShouldBeEmpty();
        run.Deferred.ShouldBe(["asking", "linked"]);
    }

    // why a device was put on the list the last time, which is what devices_deferred shows
    private static (DeferReason Reason, long Supplier) Reason(Outcome run, string device)
    {
        var deferred = run.Of(TraceKind.Deferred, device).Last();
        return ((DeferReason)deferred.A, deferred.B);
    }

    // c's driver defers it until s is bound
    private static Machine OneWaits(ProbeType type) => WithNodes(2).Device("c", 1).Device("s", 0).Driver("drv", type).Probe("c", result: UntilS).Register("drv");

    private static Machine ThreeWait(ProbeType type) =>
        WithNodes(4).Device("s", 0).Devices(1, 2, 3).Driver("drv", type).Probe("s").Probe(sleepMs: 20, result: UntilS)
            .Register("drv").Add("d1", "d2", "d3").At(100).Add("s");

    // one device whose driver defers it and one whose supplier has no driver, on a system that boots at time 0
    private static Machine Waiting(string commandLine) =>
        WithNodes(1).Boot(commandLine).Device("asking").Device("linked", suppliers: "nobody").Device("nobody", match: "none")
            .Sync("drv").Sync("other", "x").Sync("late", "y").Probe("asking", result: new ErrorResult(-517, FailFirst: 0))
            .Do(EventOperation.LateInitcall).AddAll().Register("drv");
}
