namespace NumaProbe.Coordinator.Async;

/// <summary>The cookies of entries that have not ended, in order; the lowest decides what synchronisers wait for.</summary>
internal sealed class PendingCookies
{
    private readonly Queue<long> _order = new();
    private readonly HashSet<long> _ended = [];

    /// <summary>Entries that have not ended.</summary>
    internal int Count => _order.Count - _ended.Count;

    /// <summary>Lowest pending cookie, or <see cref="long.MaxValue"/>.</summary>
    internal long Lowest => _order.TryPeek(out var cookie) ? cookie : long.MaxValue;

    /// <summary>Adds a cookie higher than all before.</summary>
    internal void Add(long cookie) => _order.Enqueue(cookie);

    /// <summary>Ends an entry.</summary>
    internal void End(long cookie)
    {
        _ended.Add(cookie);
        while (_order.TryPeek(out var first) && _ended.Remove(first))
        {
            _order.Dequeue();
        }
    }
}
