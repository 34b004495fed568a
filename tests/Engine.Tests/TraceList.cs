using NumaProbe.Shared.Events;

namespace NumaProbe.Engine.Tests;

/// <summary>Keeps the trace of a run.</summary>
internal sealed class TraceList : ITraceSink
{
    internal List<TraceEvent> Events { get; } = [];

    internal IEnumerable<TraceEvent> Of(TraceKind kind) => Events.Where(e => e.Kind == kind);

    public void Write(in TraceEvent traceEvent) => Events.Add(traceEvent);
}
