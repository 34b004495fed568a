using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Waits;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// What of a run's trace has been given out. Before an event is shown, the journal has a mark at or after it: an event that is injected after
/// a recovery takes effect later than the mark, so what was shown stays true. A run that is executed again must repeat what was shown.
/// </summary>
internal sealed class ShownTrace(TraceLog log, IJournal journal, double? pace, long markNs) : ITraceSink
{
    private const double LeastStepNs = 1e9;
    private const int Share = 4;

    private long _place;
    private int _retries;
    private long _retryMs;

    /// <summary>The mark in the journal: up to this time the trace may have been shown.</summary>
    internal long MarkNs { get; private set; } = markNs;

    /// <summary>What went wrong, or null.</summary>
    internal string? Failure { get; private set; }

    /// <summary>When a mark that could not be written is tried again; <see cref="long.MaxValue"/> when none is due.</summary>
    internal long RetryMs => _retries > 0 ? _retryMs : long.MaxValue;

    /// <summary>Marks and shows what can be shown now; what cannot be marked waits and is tried again.</summary>
    /// <param name="floorNs">The earliest floor of all partitions.</param>
    /// <param name="merger">What waits.</param>
    /// <param name="nowMs">The clock.</param>
    /// <returns>Why the journal cannot be written any more, or null.</returns>
    internal JournalProblem? MarkAndShow(long floorNs, TraceMerger merger, long nowMs)
    {
        for (var before = -1L; before < MarkNs;)
        {
            before = MarkNs;
            if ((_retries == 0 || nowMs >= _retryMs) && TryRaise(floorNs, merger, nowMs) is { } problem)
            {
                return problem;
            }

            Show(floorNs, merger);
        }

        return null;
    }

    /// <summary>Shows everything: nothing can be injected any more.</summary>
    internal void ShowAll(TraceMerger merger)
    {
        merger.Release(long.MaxValue, this);
        Publish();
    }

    /// <summary>Who waits for whom after all that this execution has written.</summary>
    internal WaitGraph Waits()
    {
        var waits = new WaitGraph();
        for (var place = 0L; place < Math.Min(_place, log.Count); place++)
        {
            waits.Write(log.At(place));
        }

        return waits;
    }

    /// <summary>Begins again at the first event; those shown already are compared.</summary>
    internal void Rewind() => _place = 0;

    /// <summary>Shows what was written.</summary>
    internal void Publish() => log.Publish(Math.Max(_place, log.Count));

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        if (_place < log.Count)
        {
            if (log.At(_place) != traceEvent)
            {
                Failure ??= $"executed again, the run did something else at trace event {_place}, {traceEvent.TimeNs} ns (executed-again-is-the-same)";
            }
        }
        else if (!log.TryAdd(_place, traceEvent))
        {
            Failure ??= $"the trace has more than {ConductBounds.MaxTraceEvents} events, which a coordinator does not keep; run the scenario without a cluster";
        }

        _place++;
    }

    /// <summary>Raises the mark, or notes when to try again; gives back a problem when there is no use in that.</summary>
    private JournalProblem? TryRaise(long floorNs, TraceMerger merger, long nowMs)
    {
        var problem = Raise(floorNs, merger);
        _retries = problem is null ? 0 : _retries + 1;
        _retryMs = nowMs + ClusterTimes.MarkRetryMs;
        return problem is { Kind: JournalProblemKind.NotWritten } && _retries <= ConductBounds.MaxMarkRetries ? null : problem;
    }

    private JournalProblem? Raise(long floorNs, TraceMerger merger)
    {
        var earliest = merger.EarliestNs;
        if (merger.Waiting == 0 || earliest >= floorNs || !ProtocolRules.NeedsMark(earliest, MarkNs))
        {
            return null;
        }

        var wanted = (long)Math.Min(earliest + StepNs(earliest), long.MaxValue / 2);
        var problem = journal.RaiseHighWater(log.RunNumber, wanted);
        MarkNs = problem is null ? wanted : MarkNs;
        return problem;
    }

    // whoever injects after a recovery waits until a paced run has gone past the mark: never longer than about a second
    private double StepNs(long earliest) =>
        pace is { } rate ? LeastStepNs * Math.Max(1, rate) : Math.Max(LeastStepNs, (double)earliest / Share);

    private void Show(long floorNs, TraceMerger merger)
    {
        merger.Release(ProtocolRules.ShownBefore(floorNs, MarkNs), this);
        Publish();
    }
}
