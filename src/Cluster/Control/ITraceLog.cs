using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Control;

/// <summary>
/// The trace of a run so far, in trace order; only ever appended to, and the same after every recovery. Safe to read from any thread.
/// </summary>
public interface ITraceLog
{
    /// <summary>Number of the run.</summary>
    int RunNumber { get; }

    /// <summary>What the run is a run of.</summary>
    RunHeader Header { get; }

    /// <summary>The names behind the numbers, those of injected devices and drivers included.</summary>
    TraceNames Names { get; }

    /// <summary>Events so far.</summary>
    long Count { get; }

    /// <summary>How the run ended, or null while it has not.</summary>
    RunEnd? End { get; }

    /// <summary>Copies events out.</summary>
    /// <param name="from">Place of the first, from 0.</param>
    /// <param name="buffer">Filled from its start.</param>
    /// <returns>How many were copied; 0 at the present end.</returns>
    int Read(long from, Span<TraceEvent> buffer);

    /// <summary>Waits until there are more events than so many, or the run has ended.</summary>
    /// <param name="count">Events already read.</param>
    /// <param name="cancellation">Gives up.</param>
    Task WaitForMoreAsync(long count, CancellationToken cancellation);
}
