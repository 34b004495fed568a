using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Protocol;

/// <summary>
/// Runs one partition in windows: up to a bound, collecting what it puts out. Its own messages tighten the bound, because they may be
/// answered. Owns the partition; knows no other one, no process and no transport.
/// </summary>
public sealed class PartitionRunner : IInterconnect, ITraceSink, IDisposable
{
    private readonly Partition _partition;
    private readonly long[][] _latencies;
    private readonly Lookahead _lookahead;
    private readonly Func<object, int> _kindOf;
    private readonly ProtocolSizes _sizes;
    private List<Envelope> _envelopes = [];
    private List<TraceEvent> _traces = [];
    private OutputDigest _digest;
    private long _boundNs;
    private int _peakWaiting;
    private string? _failure;

    /// <summary>Creates a partition at virtual time 0.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="latencies">Nanoseconds from partition (row) to partition (column).</param>
    /// <param name="lookahead">The shortest ways over them.</param>
    /// <param name="maxWaiting">Most events that may wait at once.</param>
    /// <param name="kindOf">Number of a message's kind, for the digest.</param>
    public PartitionRunner(int id, long[][] latencies, Lookahead lookahead, int maxWaiting, Func<object, int> kindOf)
        : this(id, latencies, lookahead, maxWaiting, kindOf, ProtocolSizes.Default, BareHosts.Instance)
    {
    }

    internal PartitionRunner(
        int id, long[][] latencies, Lookahead lookahead, int maxWaiting, Func<object, int> kindOf, ProtocolSizes sizes, IActorHosts hosts)
    {
        _latencies = latencies;
        _lookahead = lookahead;
        _kindOf = kindOf;
        _sizes = sizes;
        _partition = new Partition(id, this, maxWaiting, hosts);
    }

    /// <summary>The partition, to be filled with actors; its trace goes to this runner.</summary>
    public Partition Partition => _partition;

    /// <summary>Time of the next event, or <see cref="long.MaxValue"/>.</summary>
    public long NextNs => _failure is null ? _partition.NextTimeNs : long.MaxValue;

    /// <inheritdoc/>
    public void Dispose() => _partition.Dispose();

    /// <inheritdoc/>
    public long LatencyNs(int from, int to) => _latencies[from][to];

    /// <inheritdoc/>
    public void Post(in Envelope envelope)
    {
        var target = envelope.IsReply ? envelope.ReplyTo.Partition : envelope.Target.Partition;
        _digest.Add(envelope, _kindOf(envelope.Message));
        _envelopes.Add(envelope);
        _boundNs = ProtocolRules.Tighten(_boundNs, Lookahead.After(envelope.TimeNs, _lookahead.Distance(target, _partition.Id)));
    }

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        _digest.Add(traceEvent);
        _traces.Add(traceEvent);
    }

    /// <summary>Takes messages, then handles events before a bound.</summary>
    /// <param name="boundNs">Events before this time may be handled.</param>
    /// <param name="arriving">Messages from other partitions, in any order.</param>
    public Window Run(long boundNs, IReadOnlyList<Envelope> arriving)
    {
        ArgumentNullException.ThrowIfNull(arriving);
        _boundNs = boundNs;
        Guarded(() =>
        {
            foreach (var envelope in arriving)
            {
                _partition.Accept(envelope);
            }

            var last = _partition.Handled + _sizes.EventsPerWindow;
            while (_partition.NextTimeNs < _boundNs && _partition.Handled < last && _envelopes.Count + _traces.Count < _sizes.OutputsPerWindow)
            {
                Step();
            }
        });
        return Take();
    }

    /// <summary>Brings a new partition to where another one had been: what it puts out meanwhile is known already and is dropped.</summary>
    /// <param name="given">Every message that the other one was given, in any order.</param>
    /// <param name="handled">Events that it had handled.</param>
    /// <param name="boundNs">Before this time nothing else was given; <see cref="long.MaxValue"/> with the last of it.</param>
    public Window Rebuild(IReadOnlyList<Envelope> given, long handled, long boundNs = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(given);
        var inOrder = given.OrderBy(e => e.TimeNs).ThenBy(e => e.Origin).ThenBy(e => e.Sequence).ToList();
        Guarded(() =>
        {
            var place = 0;
            while (_partition.Handled < handled)
            {
                for (; place < inOrder.Count && inOrder[place].TimeNs <= _partition.NextTimeNs; place++)
                {
                    _partition.Accept(inOrder[place]);
                }

                if (_partition.NextTimeNs >= boundNs)
                {
                    Invariant.Require(boundNs != long.MaxValue, "rebuilding-finds-every-event", _partition.Handled);
                    break;
                }

                Step();
                _envelopes.Clear();
                _traces.Clear();
            }

            for (; place < inOrder.Count; place++)
            {
                _partition.Accept(inOrder[place]);
            }
        });
        return Take();
    }

    private void Step()
    {
        _peakWaiting = Math.Max(_peakWaiting, _partition.Waiting);
        _partition.Step();
    }

    private void Guarded(Action action)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            action();
        }
        catch (BoundReachedException e)
        {
            _failure = e.Message;
        }
#pragma warning disable CA1031 // whatever an actor throws is a bug of the emulated world, and a value here
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = _partition.Describe(e).Message;
        }
    }

    private Window Take()
    {
        var window = new Window(
            NextNs, _partition.NowNs, _partition.Handled, _peakWaiting, _digest.Value, _envelopes, _traces, _failure);
        _envelopes = [];
        _traces = [];
        return window;
    }
}
