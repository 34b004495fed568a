using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>Keeps the trace of a run.</summary>
internal sealed class TraceList : ITraceSink
{
    internal List<TraceEvent> Events { get; } = [];

    public void Write(in TraceEvent traceEvent) => Events.Add(traceEvent);
}
