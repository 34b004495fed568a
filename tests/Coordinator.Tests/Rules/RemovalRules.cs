using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>What removal meets: device_del(), driver_detach() and device_links_unbind_consumers().</summary>
public sealed class RemovalRules
{
    [Theory]
    [InlineData("v5.1", true)]
    [InlineData("v5.15", true)]
    [InlineData("v6.1", true)]
    [InlineData("v6.12", true)]
    [InlineData("rfc-2026", true)]
    [InlineData("v5.1", false)]
    [InlineData("v5.15", false)]
    [InlineData("v6.1", false)]
    [InlineData("v6.12", false)]
    [InlineData("rfc-2026", false)]
    public void Line_12_a_pending_job_finds_its_device_dead_and_only_drops_its_reference(string generation, bool isDeviceFirst)
    {
        var machine = SlowWorkers().Device("d", 1).Async("drv").Probe(sleepMs: 10);
        machine = isDeviceFirst ? machine.Add("d").Register("drv") : machine.Register("drv").Add("d");
        var run = machine.Delete("d").At(50).Do(EventOperation.AsyncSynchronizeFull).RunOf(generation);

        run.Call(EventOperation.DeviceDel).EndNs.ShouldBeLessThan(run.Of(TraceKind.JobStart).Single().TimeNs);
        run.Skips("d").ShouldBe([SkipReason.Dead]);
        run.Probes.ShouldBeEmpty();
        run.Removes.ShouldBeEmpty();
        run.Of(TraceKind.JobEnd).Count().ShouldBe(1);
        run.Of(TraceKind.SyncWait).ShouldBeEmpty();
        run.Final("d").Present.ShouldBeFalse();
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Kernels.With1), ProbeType.PreferAsynchronous, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With1), ProbeType.ForceSynchronous, MemberType = typeof(Kernels))]
    public void Line_13_deleting_a_device_waits_for_its_running_probe_and_then_removes_it(string generation, ProbeType type)
    {
        var run = WithNodes(2).Thread(3).Device("d", 1).Driver("drv", type).Probe(sleepMs: 100, removeMs: 20)
            .Add("d").Register("drv").On(1).At(50).Delete("d").RunOf(generation);

        var deletion = run.Call(EventOperation.DeviceDel);
        run.Probe("d").Result.ShouldBe(0);
        run.Remove("d").StartNs.ShouldBeGreaterThanOrEqualTo(run.Probe("d").EndNs);
        run.Remove("d").Thread.ShouldBe(1);
        deletion.EndNs.ShouldBeGreaterThanOrEqualTo(run.Remove("d").EndNs);
        run.Of(TraceKind.DeviceRemoved, "d").Single().TimeNs.ShouldBeGreaterThanOrEqualTo(run.Remove("d").EndNs);
        run.Of(TraceKind.LockWait, "d").Single(e => e.Thread == 1).TimeNs.ShouldBeLessThan(run.Probe("d").EndNs);
        run.Final("d").Present.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_14_a_driver_unregistered_while_its_job_is_pending_is_probed_then_unbound(string generation)
    {
        var run = SlowWorkers().Device("d", 1).Async("drv").Probe(sleepMs: 30, removeMs: 5).Add("d").Register("drv").Unregister("drv").RunOf(generation);

        run.Probe("d").StartNs.ShouldBeGreaterThan(run.Of(TraceKind.DriverRemoved).Single().TimeNs);
        run.Probe("d").Result.ShouldBe(0);
        run.Remove("d").StartNs.ShouldBeGreaterThanOrEqualTo(run.Probe("d").EndNs);
        run.Call(EventOperation.DriverUnregister).EndNs.ShouldBeGreaterThanOrEqualTo(run.Remove("d").EndNs);
        run.BoundTo("d").ShouldBeNull();
        run.Final("d").Present.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_47_unbinding_a_supplier_waits_for_all_probes_and_unbinds_the_consumer_first(string generation)
    {
        var run = Linked().Device("other", 1, "o").Async("odrv", "o").Probe("other", sleepMs: 200)
            .Register("sdrv", "cdrv", "odrv").Add("s").At(10).Add("c", "other")
            .On(1).At(50).Do(EventOperation.Unbind, "sdrv:s").RunOf(generation);

        var unbinding = run.Call(EventOperation.Unbind);
        unbinding.Result.ShouldBe(0);
        run.Removes.Select(r => r.Device).ShouldBe(["c", "s"]);
        run.Removes[0].StartNs.ShouldBeGreaterThanOrEqualTo(run.Probes.Max(p => p.EndNs));
        run.Removes[1].StartNs.ShouldBeGreaterThanOrEqualTo(run.Removes[0].EndNs);
        run.Removes.ShouldAllBe(r => r.Thread == 1);
        run.Probe("other").EndNs.ShouldBe(run.Probes.Max(p => p.EndNs));
        (run.BoundTo("s"), run.BoundTo("c"), run.BoundTo("other")).ShouldBe((null, null, "odrv"));
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_47_a_consumer_that_comes_while_its_supplier_is_being_unbound_is_not_probed(string generation)
    {
        var run = Linked().Register("sdrv", "cdrv").Add("s").On(1).At(50).Do(EventOperation.Unbind, "sdrv:s").On(0).At(60).Add("c").RunOf(generation);

        run.Remove("s").StartNs.ShouldBeLessThan(60 * Ms);
        run.Remove("s").EndNs.ShouldBeGreaterThan(60 * Ms);
        run.Tries("c").ShouldBeEmpty();
        run.Deferred.ShouldBe(["c"]);
        run.Of(TraceKind.Deferred, "c").Single().A.ShouldBe((long)DeferReason.SupplierNotReady);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_47_a_bound_consumer_is_unbound_before_its_supplier_is_deleted(string generation)
    {
        var run = Linked().Register("sdrv", "cdrv").Add("s", "c").At(200).Delete("s").RunOf(generation);

        run.Removes.Select(r => r.Device).ShouldBe(["c", "s"]);
        run.Final("s").Present.ShouldBeFalse();
        run.BoundTo("c").ShouldBeNull();
    }

    // a supplier and a consumer, each with a driver, and a second thread on the other node
    private static Machine Linked() =>
        WithNodes(2).Thread(2).Device("s", 0, "s").Device("c", 1, "c", suppliers: "s").Sync("sdrv", "s").Async("cdrv", "c")
            .Probe("s", removeMs: 30).Probe("c", sleepMs: 100, removeMs: 5);

    private static Machine SlowWorkers() => WithNodes(2).Costs(c => c with { WorkerWakeNs = 10 * Ms });
}
