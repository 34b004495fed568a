using NumaProbe.Shared.Events;

namespace NumaProbe.Coordinator.Tests.Support;

/// <summary>Keeps the events of a run.</summary>
internal sealed class TraceList : ITraceSink
{
    internal List<TraceEvent> Events { get; } = [];

    internal IEnumerable<TraceEvent> Of(TraceKind kind) => Events.Where(e => e.Kind == kind);

    public void Write(in TraceEvent traceEvent) => Events.Add(traceEvent);
}
