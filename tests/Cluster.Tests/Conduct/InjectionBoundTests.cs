using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Tests.Simulation;
using NumaProbe.Cluster.Wire;
using NumaProbe.Engine.Tests;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>Bounds of what a run keeps, each reached.</summary>
public sealed class InjectionBoundTests
{
    [Fact]
    public void The_fragments_of_a_run_have_a_bound_together()
    {
        var bench = new Bench();
        bench.Tick(0);
        bench.Start();
        var large = "events: [sleep: 1ms]\n#" + new string('.', ConductBounds.MaxFragmentBytes - 40);
        for (var i = 0; i < ConductBounds.MaxFragmentsBytes / ConductBounds.MaxFragmentBytes; i++)
        {
            bench.Inject(large).Single().Value.ShouldNotBeNull();
        }

        bench.Inject(large).Single().Refusal!.Kind.ShouldBe(ControlRefusalKind.TooMuch);
    }

    [Fact]
    public void A_run_takes_so_many_injections()
    {
        var bench = new Bench();
        bench.Tick(0);
        bench.Start();
        for (var i = 0; i < ConductBounds.MaxInjections; i++)
        {
            bench.Inject("modules: [{name: m" + i.ToString(null, null) + "}]").Single().Value.ShouldNotBeNull();
        }

        bench.Inject("events: [sleep: 1ms]").Single().Refusal!.Kind.ShouldBe(ControlRefusalKind.TooMuch);
    }

    [Fact]
    public void A_mark_that_cannot_be_written_is_tried_so_many_times_and_nothing_unmarked_is_shown()
    {
        var full = new SimJournalDisk([.. Enumerable.Range(1, 50).Select(write => (write, SimFault.DiskFull))], new Random(1), static _ => { });
        var journal = new SimJournal(full);
        journal.Open();
        var log = new TraceLog(1, new RunHeader("n", "v6.1", 1, "id", "v"), TraceNames.From(Some.Storm(1, [0], ProbeType.PreferAsynchronous, 1)));
        var shown = new ShownTrace(log, journal, pace: null, markNs: 0);
        var merger = new TraceMerger(1);
        merger.Add(0, [new TraceEvent(5, 0, 0, TraceKind.Matched, -1, -1, -1, -1)]);
        for (var retry = 0; retry < ConductBounds.MaxMarkRetries; retry++)
        {
            shown.MarkAndShow(10, merger, retry * ClusterTimes.MarkRetryMs).ShouldBeNull();
            shown.RetryMs.ShouldBe((retry + 1) * ClusterTimes.MarkRetryMs);
        }

        shown.MarkAndShow(10, merger, ConductBounds.MaxMarkRetries * ClusterTimes.MarkRetryMs)!.Kind.ShouldBe(JournalProblemKind.NotWritten);
        log.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(1.0, 401_000_000_005)]
    [InlineData(20.0, 420_000_000_005)]
    [InlineData(null, 500_000_000_006)]
    public void The_mark_of_a_paced_run_is_a_second_ahead_however_long_it_has_run(double? pace, long expected)
    {
        var journal = new SimJournal(new SimJournalDisk([], new Random(1), static _ => { }));
        journal.Open();
        var log = new TraceLog(1, new RunHeader("n", "v6.1", 1, "id", "v"), TraceNames.From(Some.Storm(1, [0], ProbeType.PreferAsynchronous, 1)));
        var shown = new ShownTrace(log, journal, pace, markNs: 0);
        var merger = new TraceMerger(1);
        merger.Add(0, [new TraceEvent(400_000_000_005, 0, 0, TraceKind.Matched, -1, -1, -1, -1)]);
        shown.MarkAndShow(400_000_000_006, merger, 0).ShouldBeNull();
        shown.MarkNs.ShouldBe(expected);
    }

    [Fact]
    public void The_cache_of_scenarios_forgets_the_oldest()
    {
        var cache = new ScenarioCache();
        for (var i = 0; i <= ScenarioCache.MaxKept; i++)
        {
            cache.Load(new byte[i], "s.yaml");
        }

        cache.Count.ShouldBe(ScenarioCache.MaxKept);
    }
}
