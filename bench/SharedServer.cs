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

    private readonly int[] devices = new int[capacity];
    private readonly long[] endsAtService = new long[capacity];
    private int head;
    private int count;
    private long lastNs;
    private long service;

    /// <summary>True while an event for this server is in the heap.</summary>
    internal bool HasEvent { get; set; }

    /// <summary>True while it has jobs.</summary>
    internal bool IsBusy => count > 0;

    /// <summary>When the first of its jobs ends if no other comes.</summary>
    internal long NextEndNs => lastNs + (((((endsAtService[head] - service) * count) + (1L << UnitBits)) - 1) >> UnitBits);

    /// <summary>A job arrives.</summary>
    internal void Add(long nowNs, int device)
    {
        Advance(nowNs);
        var place = (head + count++) & (capacity - 1);
        devices[place] = device;
        endsAtService[place] = service + workUnits;
    }

    /// <summary>Takes a job that has ended by now.</summary>
    internal bool TryRemoveEnded(long nowNs, out int device)
    {
        Advance(nowNs);
        device = -1;
        if (count == 0 || endsAtService[head] > service)
        {
            return false;
        }

        device = devices[head];
        head = (head + 1) & (capacity - 1);
        count--;
        return true;
    }

    // Every job present got an equal share of the time since the last change.
    private void Advance(long nowNs)
    {
        if (count > 0)
        {
            service += ((nowNs - lastNs) << UnitBits) / count;
        }

        lastNs = nowNs;
    }
}
