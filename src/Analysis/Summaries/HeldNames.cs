using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Summaries;

/// <summary>Who has which kernel name, from the events of a run: those given and not taken back. A device may have several of a class.</summary>
internal sealed class HeldNames
{
    private readonly Dictionary<(NameAssignedEvent Name, int Device), TraceEvent> _held = [];

    /// <summary>The events with which the names that are held were given, in no order.</summary>
    internal IReadOnlyCollection<TraceEvent> All => _held.Values;

    /// <summary>Takes an event; others than those of names are no business of this type.</summary>
    /// <param name="traceEvent">The event.</param>
    internal void Add(in TraceEvent traceEvent)
    {
        if (traceEvent.Kind == TraceKind.NameAssigned)
        {
            _held[(NameAssignedEvent.OfEither(traceEvent), traceEvent.Device)] = traceEvent;
        }
        else if (traceEvent.Kind == TraceKind.NameReleased)
        {
            _held.Remove((NameAssignedEvent.OfEither(traceEvent), traceEvent.Device));
        }
    }
}
