namespace NumaProbe.Shared.Events;

/// <summary>Takes the events of a run in trace order: (time, partition, sequence). Called from one thread.</summary>
public interface ITraceSink
{
    /// <summary>Takes the next event.</summary>
    /// <param name="traceEvent">The event; its place is after every event written before.</param>
    void Write(in TraceEvent traceEvent);
}
