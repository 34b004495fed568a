using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// All partitions in one process, one event loop. Events are handled in the order (time, partition, origin, sequence), which
/// is also the order of anything the actors record. Owns the partitions; knows nothing of what they emulate.
/// </summary>
public sealed class EmbeddedWorld : IInterconnect, IDisposable
{
    /// <summary>How many events are handled between two looks at the cancellation token and the progress.</summary>
    public const int ReportInterval = 8192;

    private readonly long[][] _latencies;
    private readonly WorldLimits _limits;
    private readonly Partition[] _partitions;

    /// <summary>Time of each partition's next event, as far as known: exact for all but the one that runs.</summary>
    private readonly long[] _next;
    private long _boundTime;
    private int _boundPartition;

    /// <summary>Creates the partitions.</summary>
    /// <param name="latencies">Nanoseconds from partition (row) to partition (column); positive off the diagonal.</param>
    /// <param name="limits">Bounds of the run.</param>
    /// <param name="hosts">Who carries out the turns of the actors; null for the bare loop.</param>
    public EmbeddedWorld(long[][] latencies, WorldLimits limits, IActorHosts? hosts = null)
    {
        ArgumentNullException.ThrowIfNull(latencies);
        ArgumentNullException.ThrowIfNull(limits);
        _latencies = latencies;
        _limits = limits;
        _partitions = [.. Enumerable.Range(0, latencies.Length).Select(id => new Partition(id, this, limits.MaxWaiting, hosts))];
        _next = new long[_partitions.Length];
    }

    /// <summary>The partitions by number.</summary>
    public IReadOnlyList<Partition> Partitions => _partitions;

    /// <summary>Events handled so far.</summary>
    public long Handled { get; private set; }

    /// <summary>Virtual time of the last event, nanoseconds.</summary>
    public long NowNs { get; private set; }

    /// <inheritdoc/>
    public long LatencyNs(int from, int to) => _latencies[from][to];

    /// <inheritdoc/>
    public void Post(in Envelope envelope)
    {
        var target = envelope.IsReply ? envelope.ReplyTo.Partition : envelope.Target.Partition;
        _partitions[target].Accept(envelope);
        _next[target] = Math.Min(_next[target], envelope.TimeNs);
        if (envelope.TimeNs < _boundTime || (envelope.TimeNs == _boundTime && target < _boundPartition))
        {
            _boundTime = envelope.TimeNs;
            _boundPartition = target;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var partition in _partitions)
        {
            partition.Dispose();
        }
    }

    /// <summary>Handles events until none is left.</summary>
    /// <param name="report">Called now and then with (virtual time, events), or null.</param>
    /// <param name="cancellation">Ends the run early with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BoundReachedException">A bound was reached.</exception>
    /// <exception cref="ActorFailureException">An actor threw.</exception>
    public void Run(Action<long, long>? report, CancellationToken cancellation) => RunUntil(long.MaxValue, report, cancellation);

    /// <summary>Handles the events before a time; what is of that time and later stays.</summary>
    /// <param name="untilNs">Virtual time, nanoseconds.</param>
    /// <param name="report">Called now and then with (virtual time, events), or null.</param>
    /// <param name="cancellation">Ends the run early with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BoundReachedException">A bound was reached.</exception>
    /// <exception cref="ActorFailureException">An actor threw.</exception>
    public void RunUntil(long untilNs, Action<long, long>? report, CancellationToken cancellation)
    {
        foreach (var partition in _partitions)
        {
            _next[partition.Id] = partition.NextTimeNs;
        }

        while (true)
        {
            var next = FindNext(untilNs);
            if (next is null)
            {
                return;
            }

            try
            {
                RunUpToBound(next, report, cancellation);
            }
            catch (Exception e) when (e is not (BoundReachedException or OperationCanceledException))
            {
                throw next.Describe(e);
            }
        }
    }

    /// <summary>
    /// The partition with the earliest event, and as bound the second one: least time, then lowest number. Masks instead of branches,
    /// because which partition comes next is as good as random, and this is asked at almost every event.
    /// </summary>
    private Partition? FindNext(long untilNs)
    {
        var (best, bestTime) = (0L, _next[0]);
        var (bound, boundTime) = ((long)int.MaxValue, long.MaxValue);
        for (var id = 1; id < _next.Length; id++)
        {
            var (other, otherTime) = ((long)id, _next[id]);
            var isEarlier = Mask(otherTime < bestTime);
            var times = (otherTime ^ bestTime) & isEarlier;
            var ids = (other ^ best) & isEarlier;
            bestTime ^= times;
            otherTime ^= times;
            best ^= ids;
            other ^= ids;
            var isBound = isEarlier | Mask(otherTime < boundTime);
            boundTime ^= (boundTime ^ otherTime) & isBound;
            bound ^= (bound ^ other) & isBound;
        }

        if (bestTime >= untilNs)
        {
            return null;
        }

        (_boundTime, _boundPartition) = boundTime >= untilNs ? (untilNs - 1, int.MaxValue) : (boundTime, (int)bound);
        return _partitions[best];
    }

    private static long Mask(bool value) => -(long)Unsafe.BitCast<bool, byte>(value);

    private void RunUpToBound(Partition partition, Action<long, long>? report, CancellationToken cancellation)
    {
        while (true)
        {
            var time = partition.NextTimeNs;
            if (time == long.MaxValue || time > _boundTime || (time == _boundTime && partition.Id > _boundPartition))
            {
                _next[partition.Id] = time;
                return;
            }

            if (time > _limits.MaxVirtualNs)
            {
                throw new BoundReachedException("ns of virtual time", _limits.MaxVirtualNs, NowNs);
            }

            if (Handled >= _limits.MaxEvents)
            {
                throw new BoundReachedException("events", _limits.MaxEvents, NowNs);
            }

            NowNs = time;
            partition.Step();
            Handled++;
            if (Handled % ReportInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report?.Invoke(NowNs, Handled);
            }
        }
    }
}
