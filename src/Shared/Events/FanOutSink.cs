namespace NumaProbe.Shared.Events;

/// <summary>Hands every event to several sinks, in their order.</summary>
/// <param name="sinks">The sinks.</param>
public sealed class FanOutSink(params ITraceSink[] sinks) : ITraceSink
{
    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        foreach (var sink in sinks)
        {
            sink.Write(traceEvent);
        }
    }
}
