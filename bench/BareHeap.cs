namespace NumaProbe.Bench;

/// <summary>A hand-written binary heap of <see cref="BareEvent"/> in one array; the earliest event is at the root.</summary>
/// <param name="capacity">Room for so many events; it grows when needed.</param>
internal sealed class BareHeap(int capacity)
{
    private BareEvent[] items = new BareEvent[capacity];

    /// <summary>Events in the heap.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds an event.</summary>
    internal void Push(in BareEvent added)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, items.Length * 2);
        }

        var hole = Count++;
        while (hole > 0)
        {
            var parent = (hole - 1) / 2;
            if (!added.IsBefore(items[parent]))
            {
                break;
            }

            items[hole] = items[parent];
            hole = parent;
        }

        items[hole] = added;
    }

    /// <summary>Takes the earliest event; the heap must not be empty.</summary>
    internal BareEvent Pop()
    {
        var first = items[0];
        var last = items[--Count];
        var hole = 0;
        while (true)
        {
            var child = (2 * hole) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && items[child + 1].IsBefore(items[child]))
            {
                child++;
            }

            if (!items[child].IsBefore(last))
            {
                break;
            }

            items[hole] = items[child];
            hole = child;
        }

        items[hole] = last;
        return first;
    }
}
