using NumaProbe.Api.Streaming;
using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Machine;

/// <summary>
/// Keeps the view of the present run's machine up to date: whoever asks first reads what the trace has gained, so that an answer
/// shows everything that was recorded before the question.
/// </summary>
/// <param name="source">The trace.</param>
internal sealed class MachineFeed(TraceSource source) : IDisposable
{
    private const int Chunk = 4096;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TraceEvent[] _buffer = new TraceEvent[Chunk];
    private MachineView _view = new();
    private ITraceLog? _log;
    private long _read;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Looks at the machine; null before the first run.</summary>
    /// <param name="look">Called once; must not keep the snapshot.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<T?> ReadAsync<T>(Func<MachineSnapshot, T> look, CancellationToken cancellation)
        where T : class
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (source.Current is not { } log)
            {
                return null;
            }

            // asked before reading: an end that is already known has no events after those read
            var ended = log.End is not null;
            CatchUp(log, cancellation);
            return look(new MachineSnapshot(log.RunNumber, log.Names, _view, ended));
        }
        finally
        {
            _turn.Release();
        }
    }

    private void CatchUp(ITraceLog log, CancellationToken cancellation)
    {
        if (!ReferenceEquals(log, _log))
        {
            _log = log;
            _read = 0;
            _view = new MachineView();
        }

        for (int count; (count = log.Read(_read, _buffer)) > 0; _read += count)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref readonly var traceEvent in _buffer.AsSpan(0, count))
            {
                _view.Write(traceEvent);
            }
        }
    }
}
