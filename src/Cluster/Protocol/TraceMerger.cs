using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Protocol;

/// <summary>
/// Brings the trace events of all partitions into trace order: time, partition, sequence. Gives out an event once nothing earlier can come.
/// Owns what waits; must never hold an event back for ever or give one out twice.
/// </summary>
public sealed class TraceMerger
{
    private readonly Queue<TraceEvent>[] _waiting;
    private readonly List<TraceEvent> _ready = [];
    private long _releasedNs;

    /// <summary>Creates an empty merger.</summary>
    /// <param name="partitions">Number of partitions.</param>
    public TraceMerger(int partitions) => _waiting = [.. Enumerable.Range(0, partitions).Select(_ => new Queue<TraceEvent>())];

    /// <summary>Events that wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Time of the earliest event that waits, or <see cref="long.MaxValue"/>.</summary>
    public long EarliestNs => _waiting.Min(static queue => queue.TryPeek(out var head) ? head.TimeNs : long.MaxValue);

    /// <summary>Takes events of one partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="events">Its events, in the order of their sequence; none earlier than what was released.</param>
    public void Add(int partition, IReadOnlyList<TraceEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var one in events)
        {
            Invariant.Require(one.TimeNs >= _releasedNs, "trace-is-not-released-early", one.TimeNs);
            _waiting[partition].Enqueue(one);
        }

        Waiting += events.Count;
    }

    /// <summary>Gives out, in order, every event before a time.</summary>
    /// <param name="beforeNs">A time before which nothing new will come; <see cref="long.MaxValue"/> gives out everything.</param>
    /// <param name="sink">Takes the events.</param>
    public void Release(long beforeNs, ITraceSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (Waiting > 0)
        {
            Collect(beforeNs);
            foreach (var one in _ready)
            {
                sink.Write(one);
                _releasedNs = one.TimeNs;
            }

            Waiting -= _ready.Count;
            _ready.Clear();
        }
    }

    private void Collect(long beforeNs)
    {
        var sources = 0;
        foreach (var queue in _waiting)
        {
            var before = _ready.Count;
            while (queue.TryPeek(out var head) && (head.TimeNs < beforeNs || beforeNs == long.MaxValue))
            {
                _ready.Add(queue.Dequeue());
            }

            sources += _ready.Count > before ? 1 : 0;
        }

        if (sources > 1)
        {
            _ready.Sort(static (a, b) => (a.TimeNs, a.Partition, a.Sequence).CompareTo((b.TimeNs, b.Partition, b.Sequence)));
        }
    }
}
