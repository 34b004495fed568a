using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// The trace of a run in memory, in chunks. One thread appends, any may read: what was appended never changes. Bounded by
/// <see cref="ConductBounds.MaxTraceEvents"/>.
/// </summary>
public sealed class TraceLog : ITraceLog
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly Lock _waiting = new();
    private TraceEvent[][] _chunks = new TraceEvent[4][];
    private long _count;
    private TaskCompletionSource? _more;
    private volatile TraceNames _names;
    private volatile RunEnd? _end;

    /// <summary>Creates an empty log.</summary>
    /// <param name="runNumber">Number of the run.</param>
    /// <param name="header">What the run is a run of.</param>
    /// <param name="names">The names behind the numbers.</param>
    public TraceLog(int runNumber, RunHeader header, TraceNames names)
    {
        RunNumber = runNumber;
        Header = header;
        _names = names;
    }

    /// <inheritdoc/>
    public int RunNumber { get; }

    /// <inheritdoc/>
    public RunHeader Header { get; }

    /// <inheritdoc/>
    public TraceNames Names => _names;

    /// <inheritdoc/>
    public long Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public RunEnd? End => _end;

    /// <inheritdoc/>
    public int Read(long from, Span<TraceEvent> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var available = (int)Math.Clamp(Count - from, 0, buffer.Length);
        var chunks = Volatile.Read(ref _chunks);
        for (var done = 0; done < available;)
        {
            var place = from + done;
            var inChunk = (int)(place & (ChunkSize - 1));
            var length = Math.Min(available - done, ChunkSize - inChunk);
            chunks[place >> ChunkBits].AsSpan(inChunk, length).CopyTo(buffer[done..]);
            done += length;
        }

        return available;
    }

    /// <inheritdoc/>
    public Task WaitForMoreAsync(long count, CancellationToken cancellation)
    {
        lock (_waiting)
        {
            if (Count > count || _end is not null)
            {
                return Task.CompletedTask;
            }

            _more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _more.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The event at a place below <see cref="Count"/>. For the appending thread.</summary>
    internal TraceEvent At(long place) => _chunks[place >> ChunkBits][place & (ChunkSize - 1)];

    /// <summary>Adds an event; readers see it after <see cref="Publish"/>. False when the log is full.</summary>
    /// <param name="place">Its place: the number of events added before.</param>
    /// <param name="traceEvent">The event.</param>
    internal bool TryAdd(long place, in TraceEvent traceEvent)
    {
        if (place >= ConductBounds.MaxTraceEvents)
        {
            return false;
        }

        var chunk = (int)(place >> ChunkBits);
        if (chunk == _chunks.Length)
        {
            var larger = new TraceEvent[chunk * 2][];
            _chunks.CopyTo(larger, 0);
            Volatile.Write(ref _chunks, larger);
        }

        _chunks[chunk] ??= new TraceEvent[ChunkSize];
        _chunks[chunk][place & (ChunkSize - 1)] = traceEvent;
        return true;
    }

    /// <summary>Shows what was added.</summary>
    internal void Publish(long count)
    {
        if (count != _count)
        {
            Volatile.Write(ref _count, count);
            Wake();
        }
    }

    /// <summary>The run has more devices, drivers or events than before.</summary>
    internal void Rename(TraceNames names) => _names = names;

    /// <summary>The run has ended; there will be no further event.</summary>
    internal void Complete(RunEnd end)
    {
        _end = end;
        Wake();
    }

    private void Wake()
    {
        TaskCompletionSource? more;
        lock (_waiting)
        {
            (more, _more) = (_more, null);
        }

        more?.SetResult();
    }
}
