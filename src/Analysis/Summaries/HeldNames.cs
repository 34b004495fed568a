using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Summaries;

/// <summary>Who has which kernel name, from the events of a run: those given and not taken back. A device may have several of a class.</summary>
internal sealed class HeldNames
{
    private readonly Dictionary<(long Class, long Of, long Index, int Device), TraceEvent> _held = [];

    /// <summary>The events with which the names that are held were given, in no order.</summary>
    internal IReadOnlyCollection<TraceEvent> All => _held.Values;

    /// <summary>Takes an event; others than those of names are no business of this type.</summary>
    /// <param name="traceEvent">The event.</param>
    internal void Add(in TraceEvent traceEvent)
    {
        var key = (traceEvent.A, traceEvent.C, traceEvent.B, traceEvent.Device);
        if (traceEvent.Kind == TraceKind.NameAssigned)
        {
            _held[key] = traceEvent;
        }
        else if (traceEvent.Kind == TraceKind.NameReleased)
        {
            _held.Remove(key);
        }
    }
}
