using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>The proposal of 2026: the driver core itself runs synchronous probes on the device's node.</summary>
public sealed class HandedOverRules
{
    private const string Proposal = "rfc-2026";

    [Fact]
    public void A_synchronous_probe_runs_on_the_devices_node_while_the_registering_thread_waits()
    {
        var run = WithNodes(4).Devices(2, 0, 3).Sync("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(Proposal);

        run.Probes.Select(p => (p.StartNode, p.How)).ShouldBe([(2, "caller"), (0, "caller"), (3, "caller")]);
        run.Probes.Select(p => ThreadId.IsWorker(p.Thread)).ShouldBe([true, false, true], "a thread that is on the node goes on itself");
        run.Of(TraceKind.HandedOver).Select(e => (run.Name(e), e.A, e.B)).ShouldBe([("d0", 2L, 4L), ("d2", 3L, 6L)]);
        run.MostProbesAtOnce.ShouldBe(1);
        run.DurationNs(EventOperation.DriverRegister).ShouldBeGreaterThanOrEqualTo(30 * Ms);
        run.BoundCount.ShouldBe(3);
    }

    [Fact]
    public void Without_a_node_or_with_one_that_has_no_cpu_online_it_runs_in_place()
    {
        var run = WithNodes(3).OfflineAtStart(4, 5).Devices(-1, 9, 2).Sync("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(Proposal);

        run.Probes.ShouldAllBe(p => p.Thread == 0 && p.StartNode == 0);
        run.Of(TraceKind.HandedOver).ShouldBeEmpty();
    }

    [Fact]
    public void Asynchronous_probes_are_placed_as_before()
    {
        var run = WithNodes(4).Devices(1, 2).Async("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(Proposal);

        run.Probes.ShouldAllBe(p => p.How == "async");
        run.Of(TraceKind.HandedOver).ShouldBeEmpty();
    }

    [Fact]
    public void A_deferred_retry_of_a_sync_driver_runs_on_the_devices_node_too()
    {
        var run = WithNodes(4).Device("c", 3).Device("s", 0).Sync("drv").Probe("c", sleepMs: 5, result: new DeferUntilBoundResult("s", CheckAtExit: false, 0))
            .Register("drv").Add("c").At(50).Add("s").RunOf(Proposal);

        run.Tries("c").ShouldBe(["drv -517 caller", "drv 0 deferred-worker"]);
        run.Probes.Where(p => p.Device == "c").ShouldAllBe(p => p.StartNode == 3);
    }

    [Fact]
    public void A_child_added_inside_a_probe_that_was_handed_over_is_nested_in_the_worker()
    {
        var run = WithNodes(4).Device("p", 2, "p").Device("c", 2, "c", parent: "p").Sync("pdrv", "p").Sync("cdrv", "c")
            .Body("p", "pdrv", [Call(EventOperation.DeviceAdd, "c")]).Probe("c", sleepMs: 5).Register("pdrv", "cdrv").Add("p").RunOf(Proposal);

        run.Tries("c").ShouldBe(["cdrv 0 nested"]);
        run.Probe("c").Thread.ShouldBe(run.Probe("p").Thread);
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void A_probe_that_waits_for_its_own_device_hangs_with_the_thread_that_handed_it_over()
    {
        var run = WithNodes(2).Device("d", 1).Sync("drv").Body("d", "drv", [Call(EventOperation.Detach, "d")]).Add("d").Register("drv").RunOf(Proposal);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Found().ShouldBe(["deadlock d - mended none"]);
        run.Cycle().Count.ShouldBe(2);
    }
}
