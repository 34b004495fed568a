using System.Collections.Immutable;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Node.Tests.Devices;

/// <summary>Parts of a probe that are asynchronous calls of their own, as libata's ports.</summary>
public sealed class ParallelPartTests
{
    [Fact]
    public void A_probe_ends_when_the_last_of_its_parts_has_ended()
    {
        var run = Probing(new ParallelStep([Wait(10), Wait(30), Wait(20)], Detached: false)).RunOf("v6.12");

        var probe = run.Probes.Single();
        (probe.EndNs - probe.StartNs).ShouldBeInRange(30 * Ms, 31 * Ms);
        run.Of(TraceKind.PartEnd).Select(e => e.E).ShouldBe([0, 2, 1]);
        run.Of(TraceKind.PartEnd).Select(e => e.A).ShouldBe([10 * Ms, 20 * Ms, 30 * Ms]);
        run.Of(TraceKind.ProbeCost).Single().A.ShouldBe(0, "the parts' time is the parts'");
    }

    [Fact]
    public void A_probe_does_not_wait_for_detached_parts_but_remove_does()
    {
        var run = Probing(new ParallelStep([Wait(10), Wait(30)], Detached: true)).Delete("d").RunOf("v6.12");

        var probe = run.Probes.Single();
        (probe.EndNs - probe.StartNs).ShouldBeLessThan(Ms);
        run.Of(TraceKind.RemoveStart).Single().TimeNs.ShouldBeGreaterThanOrEqualTo(run.Of(TraceKind.PartEnd).Last().TimeNs);
    }

    [Fact]
    public void A_probe_that_fails_waits_for_its_detached_parts()
    {
        var run = Probing(new ParallelStep([Wait(10)], Detached: true), new ErrorResult(-5, 0)).RunOf("v6.12");

        run.Probes.Single().EndNs.ShouldBeGreaterThanOrEqualTo(run.Of(TraceKind.PartEnd).Single().TimeNs);
    }

    [Theory]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void With_the_slowest_port_first_hardware_waits_overlap_and_scans_are_in_the_order_of_ports(string generation)
    {
        ImmutableArray<ProbeStep> Port(int number, long waitMs) =>
            [new WaitStep(waitMs * Ms), new EarlierCookiesStep(), new CallStep(number, EventOperation.DeviceAdd, $"disk{number}")];
        var machine = WithNodes(1, 8).Device("d", 0, "host");
        for (var disk = 0; disk < 4; disk++)
        {
            machine.Device($"disk{disk}", 0, "disk", parent: "d");
        }

        var run = machine.Sync("drv", "host").Sync("sd", "disk")
            .Body("d", null, [new ParallelStep([Port(0, 50), Port(1, 10), Port(2, 30), Port(3, 20)], Detached: true)])
            .Register("drv", "sd").Add("d").Do(EventOperation.AsyncSynchronizeFull).RunOf(generation);

        run.Of(TraceKind.DeviceAdded).Skip(1).Select(e => e.Device).ShouldBe([1, 2, 3, 4]);
        run.Probes.Where(p => p.Driver == "sd").Max(p => p.EndNs).ShouldBeLessThan(53 * Ms);
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void A_probe_that_waits_for_parts_that_wait_for_its_own_call_hangs()
    {
        // the probe's own entry has the lowest cookie, and ends when its parts have ended
        var run = WithNodes(1).Device("d", 0).Async("drv")
            .Body("d", null, [new ParallelStep([[new EarlierCookiesStep()]], Detached: false)]).Add("d").Register("drv").RunOf("v6.12");

        run.End.Status.ShouldBe(RunStatus.Hung);
    }

    [Fact]
    public void Parts_may_have_parts() =>
        Probing(new ParallelStep([[new ParallelStep([Wait(5), Wait(6)], Detached: false)], Wait(7)], Detached: false))
            .RunOf("v6.12").Of(TraceKind.PartEnd).Count().ShouldBe(4);

    [Fact]
    public void A_part_is_scheduled_near_its_probe_and_counts_as_asynchronous_work()
    {
        var run = Probing(new ParallelStep([Wait(10)], Detached: true)).Do(EventOperation.AsyncSynchronizeFull).RunOf("v6.12");

        var scheduled = run.Of(TraceKind.AsyncScheduled).Single();
        (scheduled.B, scheduled.C).ShouldBe(((long)AsyncSide.Part, -1));
        run.Call(EventOperation.AsyncSynchronizeFull).EndNs.ShouldBeGreaterThanOrEqualTo(run.Of(TraceKind.PartEnd).Single().TimeNs);
    }

    private static ImmutableArray<ProbeStep> Wait(long milliseconds) => [new WaitStep(milliseconds * Ms)];

    private static Machine Probing(ParallelStep step, ProbeResult? result = null) =>
        WithNodes(1, 4).Device("d", 0).Sync("drv").Body("d", null, [step], result: result).Register("drv").Add("d");
}
