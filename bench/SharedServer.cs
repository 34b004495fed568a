namespace NumaProbe.Bench;

/// <summary>
/// A CPU or a memory controller that serves all its jobs at once, each at an equal share of its speed. All jobs of a
/// server here need the same amount of work, so they end in the order they came and a ring holds them. Work is counted
/// in 1/65536 nanoseconds of the whole server, in integers.
/// </summary>
/// <param name="workUnits">Work of one job.</param>
/// <param name="capacity">Most jobs at once; a power of two.</param>
internal sealed class SharedServer(long workUnits, int capacity)
{
    private const int UnitBits = 16;

    private readonly int[] _devices = new int[capacity];
    private readonly long[] _endsAtService = new long[capacity];
    private int _head;
    private int _count;
    private long _lastNs;
    private long _service;

    /// <summary>True while an event for this server is in the heap.</summary>
    internal bool HasEvent { get; set; }

    /// <summary>True while it has jobs.</summary>
    internal bool IsBusy => _count > 0;

    /// <summary>When the first of its jobs ends if no other comes.</summary>
    internal long NextEndNs => _lastNs + (((((_endsAtService[_head] - _service) * _count) + (1L << UnitBits)) - 1) >> UnitBits);

    /// <summary>A job arrives.</summary>
    internal void Add(long nowNs, int device)
    {
        Advance(nowNs);
        var place = (_head + _count++) & (capacity - 1);
        _devices[place] = device;
        _endsAtService[place] = _service + workUnits;
    }

    /// <summary>Takes a job that has ended by now.</summary>
    internal bool TryRemoveEnded(long nowNs, out int device)
    {
        Advance(nowNs);
        device = -1;
        if (_count == 0 || _endsAtService[_head] > _service)
        {
            return false;
        }

        device = _devices[_head];
        _head = (_head + 1) & (capacity - 1);
        _count--;
        return true;
    }

    // Every job present got an equal share of the time since the last change.
    private void Advance(long nowNs)
    {
        if (_count > 0)
        {
            _service += ((nowNs - _lastNs) << UnitBits) / _count;
        }

        _lastNs = nowNs;
    }
}
