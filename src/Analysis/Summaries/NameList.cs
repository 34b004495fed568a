using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Summaries;

/// <summary>The kernel names that are given and not taken back, in the order they were given.</summary>
/// <param name="names">The names behind the numbers.</param>
internal sealed class NameList(TraceNames names)
{
    private readonly HeldNames _held = new();

    /// <summary>Takes an event; others than those of names are no business of this type.</summary>
    internal void Add(in TraceEvent traceEvent) => _held.Add(traceEvent);

    internal IReadOnlyList<GivenName> ToList() =>
    [
        .. _held.All.OrderBy(e => e.TimeNs).ThenBy(e => e.Partition).ThenBy(e => e.Sequence).Select(e => new GivenName(
            names.NamingClass(NameAssignedEvent.OfEither(e).Domain), names.AssignedName(e), NameAssignedEvent.OfEither(e).Index, names.Device(e.Device), e.Driver >= 0 ? names.Driver(e.Driver) : null, e.TimeNs)),
    ];
}
