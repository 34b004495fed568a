using NumaProbe.Shared.Events;

namespace NumaProbe.Bench;

/// <summary>Takes the trace of a storm: counts it, and measures the live heap when the run is over but its world is still there.</summary>
internal sealed class StormSink : ITraceSink
{
    private readonly Action _ended;
    private bool _isOver;

    internal StormSink(Action ended) => _ended = ended;

    internal long Events { get; private set; }

    internal long Probes { get; private set; }

    internal long LiveBytes { get; private set; }

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        Events++;
        if (traceEvent.Kind == TraceKind.Bound)
        {
            Probes++;
        }
        else if (traceEvent.Kind == TraceKind.FinalDevice && !_isOver)
        {
            _isOver = true;
            _ended();
            LiveBytes = GC.GetTotalMemory(forceFullCollection: true);
        }
    }
}
