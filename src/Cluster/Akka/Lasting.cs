namespace NumaProbe.Cluster.Akka;

/// <summary>What is so, and since when: tells what has been so for a time. Owns no clock; bounded, what has been so the longest is forgotten first.</summary>
/// <param name="afterMs">How long something has to be so, milliseconds.</param>
/// <param name="capacity">Most things watched at once.</param>
internal sealed class Lasting<T>(long afterMs, int capacity)
    where T : notnull
{
    private readonly Dictionary<T, long> _since = [];

    /// <summary>These are so now, and no others.</summary>
    internal void Set(IReadOnlyCollection<T> things, long nowMs)
    {
        foreach (var gone in _since.Keys.Except(things).ToList())
        {
            Clear(gone);
        }

        foreach (var thing in things)
        {
            See(thing, nowMs);
        }
    }

    /// <summary>This one is so now.</summary>
    internal void See(T thing, long nowMs)
    {
        if (_since.ContainsKey(thing))
        {
            return;
        }

        if (_since.Count == capacity)
        {
            Clear(_since.MinBy(one => one.Value).Key);
        }

        _since.Add(thing, nowMs);
    }

    /// <summary>This one is so no more.</summary>
    internal void Clear(T thing) => _since.Remove(thing);

    /// <summary>This one has been so for the whole time; it counts from now again.</summary>
    internal bool IsDue(T thing, long nowMs)
    {
        var isDue = _since.TryGetValue(thing, out var since) && nowMs - since >= afterMs;
        if (isDue)
        {
            _since[thing] = nowMs;
        }

        return isDue;
    }

    /// <summary>What has been so for the whole time; each counts from now again.</summary>
    internal IReadOnlyList<T> Due(long nowMs)
    {
        if (_since.Count == 0)
        {
            return [];
        }

        return [.. _since.Keys.ToList().Where(thing => IsDue(thing, nowMs))];
    }
}
