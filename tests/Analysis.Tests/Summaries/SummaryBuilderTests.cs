using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Spans;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Tests.Summaries;

public sealed class SummaryBuilderTests
{
    [Fact]
    public void Makespan_is_from_the_first_addition_to_the_end_of_the_last_probe()
    {
        var summary = new Story().At(5, TraceKind.CallStart).At(10, TraceKind.DriverAdded, driver: 0).Added(20, 'a', 0)
            .Probe(30, 90, 'a', 0).At(500, TraceKind.CallEnd).End();
        summary.MakespanNs.ShouldBe(80_000);
        summary.Probes.ShouldBe(1);
    }

    [Fact]
    public void A_run_without_probes_has_no_makespan_and_no_share_on_node()
    {
        var summary = new Story().Added(20, 'a', 0).End();
        summary.MakespanNs.ShouldBeNull();
        summary.OnNodePercent.ShouldBeNull();
        (summary.Nodes, summary.Devices, summary.Drivers).ShouldBe((2, 4, 1));
    }

    [Fact]
    public void On_node_counts_only_devices_with_a_node_that_exists()
    {
        var summary = new Story().Added(1, 'a', 0).Added(1, 'b', 1).Added(1, 'c', -1).Added(1, 'd', 2)
            .Probe(10, 20, 'a', 0).Probe(10, 20, 'b', 0).Probe(10, 20, 'c', 0).Probe(10, 20, 'd', 0).End();
        summary.OnNodePercent.ShouldBe(50.0);
    }

    [Fact]
    public void Waiting_is_all_that_is_not_work()
    {
        var summary = new Story()
            .At(0, TraceKind.AsyncScheduled, device: 'a', a: 1)
            .At(50, TraceKind.JobStart, 9, 1, a: 1)
            .At(60, TraceKind.LockWait, 9, 1, 'a', a: 0)
            .At(67, TraceKind.LockAcquired, 9, 1, 'a')
            .At(90, TraceKind.ProbeCost, 9, 1, 'a', 0, a: 1_000, b: 200, c: 30, d: 4)
            .At(95, TraceKind.ProbeCost, 9, 1, 'b', 0, a: 1_000, b: 200, c: 30, d: 4).End();
        summary.Times.ShouldBe(new TimeShares(2_000, 400, 60, 7_000, 50_000));
        summary.Times.WaitingNs.ShouldBe(59_060);
        summary.RemoteNs.ShouldBe(8);
    }

    [Fact]
    public void Devices_are_bound_deferred_or_failed_at_the_end()
    {
        var summary = new Story().Probe(1, 2, 'a', 0).Probe(1, 2, 'b', 0, -517).Probe(1, 2, 'c', 0, -19)
            .Final('a', bound: true).Final('b', bound: false).Final('c', bound: false).Final('d', bound: false)
            .At(1_000, TraceKind.FinalDeferred, -1, -1, 'b').End();
        (summary.Bound, summary.Unbound, summary.Deferred, summary.Failed).ShouldBe((1, 3, 1, 1));
        summary.BoundTo["a"].ShouldBe("drv");
        summary.BoundTo["d"].ShouldBeNull();
    }

    [Fact]
    public void A_removed_device_counts_nowhere()
    {
        var summary = new Story().Probe(1, 2, 'a', 0, -19).Final('a', bound: false, present: false).End();
        (summary.Bound, summary.Unbound, summary.Failed, summary.BoundTo.Count).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void A_device_that_lost_its_driver_has_not_failed() =>
        new Story().Probe(1, 2, 'a', 0).Final('a', bound: false).End().Failed.ShouldBe(0);

    [Fact]
    public void The_most_probes_at_once_are_counted() =>
        new Story().At(1, TraceKind.ProbeStart, 0, 0, 'a').At(2, TraceKind.ProbeStart, 1, 0, 'b').At(3, TraceKind.ProbeEnd, 0, 0, 'a')
            .At(4, TraceKind.ProbeStart, 2, 0, 'c').End().MaxConcurrent.ShouldBe(2);

    [Fact]
    public void Only_the_three_longest_waits_are_kept_and_equal_ones_by_start()
    {
        var story = new Story();
        foreach (var (thread, from, to) in new[] { (1, 0L, 10L), (2, 5L, 35L), (3, 6L, 36L), (4, 7L, 57L), (5, 8L, 8L) })
        {
            story.At(from, TraceKind.LockWait, thread, 0, 'a', a: 7).At(to, TraceKind.LockAcquired, thread, 0, 'a');
        }

        story.End().LongestWaits.ShouldBe(
        [
            new LongWait(SpanKind.LockWait, 7_000, 50_000, "thread 4", "a", "thread 7"),
            new LongWait(SpanKind.LockWait, 5_000, 30_000, "thread 2", "a", "thread 7"),
            new LongWait(SpanKind.LockWait, 6_000, 30_000, "thread 3", "a", "thread 7"),
        ]);
    }

    [Fact]
    public void A_hang_its_threads_and_warnings_are_findings()
    {
        var summary = new Story().At(1, TraceKind.Warning, device: 'a', a: 77).At(2, TraceKind.Warning, device: 'b', a: 77)
            .At(9, TraceKind.Blocked, 0).End(RunStatus.Hung, "the emulated kernel hangs: 1 thread");
        summary.Findings.Select(f => (f.Kind, f.Text)).ShouldBe(
        [
            ("hang", "the emulated kernel hangs: 1 thread"),
            ("blocked", "thread 0 waits for ever in wait_for_device_probe()"),
            ("warning", "warning 77, device a (and 1 more like it)"),
        ]);
        summary.Blocked.ShouldBe(1);
    }

    [Fact]
    public void A_hang_names_the_workers_that_cause_it()
    {
        var worker = ThreadId.Worker(0, 2);
        var story = new Story().At(3, TraceKind.LockWait, worker, 0, 'a', a: 0).At(4, TraceKind.SyncWait, ThreadId.Worker(0, 3), a: 0);
        story.At(9, TraceKind.Blocked, worker, -1, a: -1).At(9, TraceKind.Blocked, ThreadId.Worker(0, 4), -1, a: -1);
        story.End(RunStatus.Hung, "stuck").Findings.Select(f => f.Text).ShouldBe(
        [
            "stuck",
            "kworker/u0:2 waits for the device lock, held by thread 0 since 3.000 µs, device a",
            "kworker/u0:3 waits for all asynchronous work since 4.000 µs",
            "kworker/u0:4 waits for ever in an operation inside a probe",
        ]);
    }

    [Fact]
    public void Probes_that_end_after_the_last_call_returned_are_unfinished()
    {
        var summary = new Story().At(0, TraceKind.CallStart).Added(0, 'a', 0).Added(0, 'b', 1)
            .Probe(10, 20, 'a', 0).At(30, TraceKind.CallEnd).Probe(25, 40, 'b', 1).End();

        summary.Unfinished.ShouldBe(1);
    }

    [Fact]
    public void Probes_count_as_ended_off_node_where_they_end_on_another_nodes_cpu()
    {
        var summary = new Story().Added(0, 'a', 0).Added(0, 'b', 1).Added(0, 'c', -1)
            .Probe(10, 20, 'a', 0).Probe(10, 20, 'c', 0)
            .At(10, TraceKind.ProbeStart, 1, 1, 'b', 0).At(20, TraceKind.ProbeEnd, 1, 0, 'b', 0).End();

        (summary.EndedOffNode, summary.OnNodePercent).ShouldBe((1, 100));
    }
}
