namespace NumaProbe.Bench;

/// <summary>A hand-written binary heap of <see cref="BareEvent"/> in one array; the earliest event is at the root.</summary>
/// <param name="capacity">Room for so many events; it grows when needed.</param>
internal sealed class BareHeap(int capacity)
{
    private BareEvent[] _items = new BareEvent[capacity];

    /// <summary>Events in the heap.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds an event.</summary>
    internal void Push(in BareEvent added)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        var hole = Count++;
        while (hole > 0)
        {
            var parent = (hole - 1) / 2;
            if (!added.IsBefore(_items[parent]))
            {
                break;
            }

            _items[hole] = _items[parent];
            hole = parent;
        }

        _items[hole] = added;
    }

    /// <summary>Takes the earliest event; the heap must not be empty.</summary>
    internal BareEvent Pop()
    {
        var first = _items[0];
        var last = _items[--Count];
        var hole = 0;
        while (true)
        {
            var child = (2 * hole) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && _items[child + 1].IsBefore(_items[child]))
            {
                child++;
            }

            if (!_items[child].IsBefore(last))
            {
                break;
            }

            _items[hole] = _items[child];
            hole = child;
        }

        _items[hole] = last;
        return first;
    }
}
