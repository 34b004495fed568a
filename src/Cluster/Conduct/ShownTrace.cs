using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Rules;
using NumaProbe.Cluster.Time;
using NumaProbe.Shared.Traces.Waits;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// What of a run's trace has been given out. Before an event is shown, the journal has a mark at or after it: an event that is injected after
/// a recovery takes effect later than the mark, so what was shown stays true. A run that is executed again must repeat what was shown.
/// </summary>
internal sealed class ShownTrace(TraceLog log, IJournal journal, double? pace, long markNs, ProtocolRules rules) : ITraceSink
{
    private const double LeastStepNs = 1e9;
    private const int Share = 4;

    private long _place;

    /// <summary>The mark in the journal: up to this time the trace may have been shown.</summary>
    internal long MarkNs { get; private set; } = markNs;

    /// <summary>What went wrong, or null.</summary>
    internal string? Failure { get; private set; }

    /// <summary>Writes the mark if it must be higher for what can be shown now.</summary>
    /// <param name="floorNs">The earliest floor of all partitions.</param>
    /// <param name="merger">What waits.</param>
    internal JournalProblem? Raise(long floorNs, TraceMerger merger)
    {
        var earliest = merger.EarliestNs;
        if (merger.Waiting == 0 || earliest >= floorNs || !rules.NeedsMark(earliest, MarkNs))
        {
            return null;
        }

        var wanted = (long)Math.Min(earliest + Math.Max(LeastStepNs * Math.Max(1, pace ?? 1), (double)earliest / Share), long.MaxValue / 2);
        var problem = journal.RaiseHighWater(log.RunNumber, wanted);
        MarkNs = problem is null ? wanted : MarkNs;
        return problem;
    }

    /// <summary>Shows what may be shown.</summary>
    /// <param name="floorNs">The earliest floor of all partitions.</param>
    /// <param name="merger">What waits.</param>
    internal void Show(long floorNs, TraceMerger merger)
    {
        merger.Release(rules.ShownBefore(floorNs, MarkNs), this);
        Publish();
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
}
