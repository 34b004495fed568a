using NumaProbe.Shared.Traces;

namespace NumaProbe.Analysis.Summaries;

/// <summary>The kernel names that are given and not taken back, in the order they were given.</summary>
/// <param name="names">The names behind the numbers.</param>
internal sealed class NameList(TraceNames names)
{
    private readonly Dictionary<(long Class, long Of, long Index), TraceEvent> _given = [];

    /// <summary>Takes an event; others than those of names are no business of this type.</summary>
    internal void Add(in TraceEvent traceEvent)
    {
        var key = (traceEvent.A, traceEvent.C, traceEvent.B);
        if (traceEvent.Kind == TraceKind.NameAssigned)
        {
            _given[key] = traceEvent;
        }
        else if (traceEvent.Kind == TraceKind.NameReleased)
        {
            _given.Remove(key);
        }
    }

    internal IReadOnlyList<GivenName> ToList() =>
    [
        .. _given.Values.OrderBy(e => e.TimeNs).ThenBy(e => e.Partition).ThenBy(e => e.Sequence).Select(e => new GivenName(
            names.NamingClass((int)e.A), names.AssignedName(e), (int)e.B, names.Device(e.Device), e.Driver >= 0 ? names.Driver(e.Driver) : null, e.TimeNs)),
    ];
}
