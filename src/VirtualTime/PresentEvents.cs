using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// A ring of the events that a partition sent itself at one and the same virtual time, in the order it did. Owns memory only.
/// </summary>
internal sealed class PresentEvents
{
    private Entry[] _ring;
    private int _head;

    /// <summary>Creates an empty ring.</summary>
    /// <param name="capacity">A power of two; it grows when full.</param>
    internal PresentEvents(int capacity) => _ring = new Entry[capacity];

    /// <summary>Number of events.</summary>
    internal int Count { get; private set; }

    /// <summary>Time of all of them; means nothing when there are none.</summary>
    internal long TimeNs { get; private set; }

    /// <summary>Place of the first among events of its time; there must be one.</summary>
    internal ulong FirstOrder => _ring[_head].Order;

    /// <summary>Adds an event after all others.</summary>
    internal void Add(long timeNs, ulong order, object payload, in EventQueue.Header header)
    {
        Invariant.Require(Count == 0 || TimeNs == timeNs, "present-queue-has-one-time", timeNs);
        TimeNs = timeNs;
        if (Count == _ring.Length)
        {
            Grow();
        }

        ref var entry = ref _ring[(_head + Count++) & (_ring.Length - 1)];
        entry.Payload = payload;
        entry.Order = order;
        entry.Header = header;
    }

    /// <summary>Takes the first event; there must be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal object Take(out EventQueue.Header header)
    {
        ref var entry = ref _ring[_head];
        _head = (_head + 1) & (_ring.Length - 1);
        Count--;
        header = entry.Header;
        var payload = entry.Payload!;
        entry.Payload = null;
        return payload;
    }

    private void Grow()
    {
        var larger = new Entry[_ring.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        }

        _ring = larger;
        _head = 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        internal object? Payload;
        internal ulong Order;
        internal EventQueue.Header Header;
    }
}
