using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Api.Streaming;

/// <summary>The trace of an ended run: head and names of its folder, and the coordinator's events or, where it has none, the folder's.</summary>
/// <param name="log">The coordinator's.</param>
/// <param name="header">What the folder is a run of.</param>
/// <param name="names">The names behind the numbers.</param>
/// <param name="events">The folder's events, or null for the coordinator's.</param>
internal sealed class EndedTrace(ITraceLog log, RunHeader header, TraceNames names, TraceEvent[]? events) : ITraceLog
{
    /// <inheritdoc/>
    public int RunNumber => log.RunNumber;

    /// <inheritdoc/>
    public RunHeader Header => header;

    /// <inheritdoc/>
    public TraceNames Names => names;

    /// <inheritdoc/>
    public long Count => events?.Length ?? log.Count;

    /// <inheritdoc/>
    public RunEnd? End => log.End;

    /// <inheritdoc/>
    public int Read(long from, Span<TraceEvent> buffer)
    {
        if (events is null)
        {
            return log.Read(from, buffer);
        }

        var start = (int)Math.Clamp(from, 0, events.Length);
        var count = Math.Min(buffer.Length, events.Length - start);
        events.AsSpan(start, count).CopyTo(buffer);
        return count;
    }

    /// <inheritdoc/>
    public Task WaitForMoreAsync(long count, CancellationToken cancellation) => Task.CompletedTask;
}
