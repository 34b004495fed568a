using System.Globalization;

namespace NumaProbe.Shared.Events;

/// <summary>
/// The starts that wait for their end, by key; of equal keys the last one ends first. An end without a start is an error
/// of the trace, never skipped: it would hide a bug of whoever recorded it.
/// </summary>
/// <param name="nests">A key may begin again before it ended.</param>
internal sealed class EventPairs<TKey>(bool nests)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TraceEvent> _open = [];
    private readonly Dictionary<TKey, Stack<TraceEvent>> _outer = [];

    /// <summary>The last start of each key that has not ended.</summary>
    internal IEnumerable<TraceEvent> Open => _open.Values;

    /// <summary>Takes a start.</summary>
    internal void Begin(TKey key, in TraceEvent start)
    {
        if (_open.TryAdd(key, start))
        {
            return;
        }

        if (!nests)
        {
            throw new TraceException($"{Place(start)} begins again before it ended");
        }

        if (!_outer.TryGetValue(key, out var outer))
        {
            outer = new Stack<TraceEvent>();
            _outer.Add(key, outer);
        }

        outer.Push(_open[key]);
        _open[key] = start;
    }

    /// <summary>Gives and forgets the start that an end belongs to.</summary>
    internal TraceEvent Take(TKey key, in TraceEvent end) =>
        TryTake(key, out var start) ? start : throw Unpaired(end);

    /// <summary>Gives and forgets the last start of a key, if any.</summary>
    internal bool TryTake(TKey key, out TraceEvent start)
    {
        if (!_open.Remove(key, out start))
        {
            return false;
        }

        if (_outer.TryGetValue(key, out var outer) && outer.TryPop(out var next))
        {
            _open.Add(key, next);
        }

        return true;
    }

    /// <summary>What to throw for an end that belongs to no start.</summary>
    internal static TraceException Unpaired(in TraceEvent end) => new($"{Place(end)} ends what did not begin");

    private static string Place(in TraceEvent traceEvent) => string.Create(
        CultureInfo.InvariantCulture,
        $"event {traceEvent.Sequence} of partition {traceEvent.Partition} at {traceEvent.TimeNs} ns ({TraceVocabulary.Name(traceEvent.Kind)})");
}
