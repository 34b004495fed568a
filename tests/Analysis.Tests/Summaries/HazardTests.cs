using NumaProbe.Analysis.Summaries;
using NumaProbe.Analysis.Text;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Tests.Summaries;

/// <summary>What a kernel does wrong, as the summary tells it.</summary>
public sealed class HazardTests
{
    private static readonly int Worker = ThreadId.Worker(1, 0);

    [Fact]
    public void A_hazard_says_what_is_concerned_when_and_who_mends_it()
    {
        var finding = new Story().At(1_500, TraceKind.Finding, 3, 0, 'a', 0, a: (long)FindingKind.LostMatch, b: 0, c: 5, d: 1_500_000)
            .End().Findings.Single();

        finding.Kind.ShouldBe("lost-match");
        finding.Text.ShouldBe("drv is never tried on a: drv took its place, at 1.500 ms; mended in v6.1");
        var hazard = finding.Hazard.ShouldNotBeNull();
        (hazard.TimeNs, hazard.MendedIn).ShouldBe((1_500_000, "v6.1"));
        hazard.Devices.ShouldBe(["a"]);
        hazard.Drivers.ShouldBe(["drv"]);
        hazard.Threads.ShouldBe(["thread 3"]);
    }

    [Fact]
    public void A_deadlock_tells_its_circle_in_place_of_the_workers_waits()
    {
        var summary = new Story().At(10, TraceKind.LockWait, Worker, 1, 'a', a: 0)
            .At(1_000, TraceKind.Finding, 0, 0, 'a', a: (long)FindingKind.FlushUnderLock, b: -1, c: 3, d: 20_000)
            .At(1_000, TraceKind.FindingWait, 0, 0, a: (long)FindingWait.AsyncWork, b: Worker, c: 7, d: 20_000)
            .At(1_000, TraceKind.FindingWait, Worker, 1, 'a', a: (long)FindingWait.DeviceLock, b: 0, d: 10_000)
            .End(RunStatus.Hung, "stuck");

        summary.Findings.Select(f => f.Kind).ShouldBe(["hang", "flush-under-lock"]);
        summary.Findings[1].Hazard!.Cycle.ShouldBe(
            ["thread 0 waits for async entry 7, which kworker/u1:0 executes", "kworker/u1:0 waits for the lock of a, which thread 0 holds"]);
        summary.Findings[1].Text.ShouldEndWith("at 20.000 µs; mended in v5.1");
    }

    [Fact]
    public void What_no_release_mends_names_none()
    {
        var finding = new Story().At(1, TraceKind.Finding, 3, 0, a: (long)FindingKind.SelfWait, b: -1, d: 1_000).End().Findings.Single();

        finding.Text.ShouldBe("thread 3 waits for its own job to end, at 1.000 µs");
        finding.Hazard!.MendedIn.ShouldBeNull();
    }

    [Fact]
    public void Every_kind_has_a_sentence_of_its_own()
    {
        var text = new HazardText(TraceNames.From(new Shared.Model.Scenario
        {
            Name = "s",
            Topology = new Shared.Topology.MachineTopology([new Shared.Topology.NumaNode(0, [0], [[0]], 1)], Shared.Topology.DistanceMatrix.Uniform(1), []),
        }));

        Enum.GetValues<FindingKind>()
            .Where(k => k != FindingKind.AttachOfRemovedDevice)
            .Select(k => text.Describe(new TraceEvent(0, 0, 0, TraceKind.Finding, 0, 0, -1, -1, (long)k, -1)))
            .ShouldBeUnique();
    }
}
