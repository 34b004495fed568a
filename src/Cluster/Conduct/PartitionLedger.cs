using NumaProbe.Cluster.Protocol;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// What the conductor knows of one partition: how far it is, what waits for it, what it has put out. Never runs it.
/// </summary>
internal abstract class PartitionLedger(int partition, int incarnation, ProtocolSizes sizes)
{
    private List<Envelope> _pending = [];
    private long _pendingNs = long.MaxValue;

    internal int Partition { get; } = partition;

    internal int Incarnation { get; private protected set; } = incarnation;

    /// <summary>It has said once where it stands.</summary>
    internal bool IsKnown { get; private set; }

    /// <summary>Time of its latest event.</summary>
    internal long NowNs { get; private set; }

    /// <summary>Events it has handled.</summary>
    internal long Handled { get; private set; }

    /// <summary>Most events that have waited in it at once, and most messages that have waited for it here.</summary>
    internal long PeakWaiting => _peakInside + _peakPending;

    /// <summary>Before this time nothing happens in it.</summary>
    internal long FloorNs => IsKnown ? ProtocolRules.Floor(NextNs, _pendingNs) : 0;

    /// <summary>Nothing is asked of it at present.</summary>
    internal abstract bool IsQuiet { get; }

    private protected ProtocolSizes Sizes { get; } = sizes;

    /// <summary>Its next event when it was last heard from, or with what the grant under way gave it.</summary>
    private protected long NextNs { get; private set; }

    private protected OutputDigest Digest => _digest;

    private protected long LastSequence { get; private set; } = -1;

    private protected long TraceCount { get; private set; }

    private OutputDigest _digest;
    private int _peakInside;
    private int _peakPending;

    /// <summary>Keeps a message until it is given to the partition.</summary>
    internal void Enqueue(in Envelope envelope)
    {
        _pending.Add(envelope);
        _pendingNs = Math.Min(_pendingNs, envelope.TimeNs);
        _peakPending = Math.Max(_peakPending, _pending.Count);
    }

    /// <summary>Takes messages for a grant, the earliest if there are too many.</summary>
    /// <param name="boundNs">Lowered to the first message that has to stay.</param>
    private protected List<Envelope> TakePending(ref long boundNs)
    {
        var taken = _pending;
        var most = Sizes.EnvelopesPerGrant;
        _pending = [];
        if (taken.Count > most)
        {
            taken.Sort(static (a, b) => (a.TimeNs, a.Origin, a.Sequence).CompareTo((b.TimeNs, b.Origin, b.Sequence)));
            _pending = taken[most..];
            taken.RemoveRange(most, taken.Count - most);
            boundNs = Math.Min(boundNs, _pending[0].TimeNs);
        }

        NextNs = Math.Min(NextNs, _pendingNs);
        _pendingNs = _pending.Count > 0 ? _pending[0].TimeNs : long.MaxValue;
        return taken;
    }

    /// <summary>Puts down what the partition has done.</summary>
    private protected void Advance(long nextNs, long nowNs, long handled, int peakWaiting, IReadOnlyList<Envelope> envelopes, int traces, OutputDigest digest)
    {
        IsKnown = true;
        NextNs = nextNs;
        NowNs = nowNs;
        Handled = handled;
        _peakInside = Math.Max(_peakInside, peakWaiting);
        LastSequence = envelopes.Count > 0 ? envelopes[^1].Sequence : LastSequence;
        TraceCount += traces;
        _digest = digest;
    }

    /// <summary>Something from outside may happen in it earlier than it said.</summary>
    private protected void Lower(long nextNs) => NextNs = nextNs;
}
