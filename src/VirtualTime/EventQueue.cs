using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// The pending events of one partition, in the order (time, origin, sequence), those from outside before every
/// origin. A four-way heap of 24-byte keys over a slab, so
/// that moving an event moves no reference; and beside it a ring for what the partition says to itself at the present time, which
/// is by far the most and needs no heap. Owns memory only; knows no actor.
/// </summary>
internal sealed class EventQueue
{
    /// <summary>Origin of what nobody inside the world sent: before every partition at the same time.</summary>
    internal const int Outside = -1;

    private const int Ways = 4;
    private const int SequenceBits = 48;
    private const int InitialCapacity = 64;
    private const int NoSlot = -1;

    private readonly PresentEvents _present = new(InitialCapacity);
    private Key[] _heap = new Key[InitialCapacity];
    private int _heapCount;
    private Entry[] _slab = new Entry[InitialCapacity];
    private int _slabCount;
    private int _firstFree = NoSlot;

    /// <summary>Number of pending events.</summary>
    internal int Count => _heapCount + _present.Count;

    /// <summary>Time of the next event, or <see cref="long.MaxValue"/>.</summary>
    internal long NextTimeNs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var next = _heapCount > 0 ? _heap[0].TimeNs : long.MaxValue;
            return _present.Count > 0 ? Math.Min(next, _present.TimeNs) : next;
        }
    }

    /// <summary>Adds an event at a time at or after the present.</summary>
    internal void Add(long timeNs, int origin, long sequence, object payload, in Header header)
    {
        var slot = _firstFree;
        if (slot == NoSlot)
        {
            slot = NewSlot();
        }

        ref var entry = ref _slab[slot];
        _firstFree = entry.NextFree;
        entry.Payload = payload;
        entry.Header = header;
        if (_heapCount == _heap.Length)
        {
            Array.Resize(ref _heap, _heap.Length * 2);
        }

        SiftUp(_heapCount++, new Key(timeNs, Order(origin, sequence), slot));
    }

    /// <summary>Adds an event of the partition itself at the present time: later than all it added before, so no heap is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddPresent(long timeNs, int origin, long sequence, object payload, in Header header) =>
        _present.Add(timeNs, Order(origin, sequence), payload, header);

    /// <summary>Takes the next event; there must be one.</summary>
    internal object Take(out long timeNs, out Header header)
    {
        if (_present.Count > 0 && (_heapCount == 0 || !_heap[0].IsBefore(_present.TimeNs, _present.FirstOrder)))
        {
            timeNs = _present.TimeNs;
            return _present.Take(out header);
        }

        var key = _heap[0];
        var last = _heap[--_heapCount];
        if (_heapCount > 0)
        {
            SiftDown(last);
        }

        timeNs = key.TimeNs;
        ref var entry = ref _slab[key.Slot];
        header = entry.Header;
        var payload = entry.Payload!;
        entry.Payload = null;
        entry.NextFree = _firstFree;
        _firstFree = key.Slot;
        return payload;
    }

    private static ulong Order(int origin, long sequence)
    {
        Invariant.Require(sequence < 1L << SequenceBits, "event-sequence-fits", sequence);
        return ((ulong)(origin - Outside) << SequenceBits) | (ulong)sequence;
    }

    private int NewSlot()
    {
        if (_slabCount == _slab.Length)
        {
            Array.Resize(ref _slab, _slabCount * 2);
        }

        _slab[_slabCount].NextFree = NoSlot;
        return _slabCount++;
    }

    private void SiftUp(int index, Key key)
    {
        var heap = _heap;
        while (index > 0)
        {
            var parent = (index - 1) / Ways;
            if (!key.IsBefore(heap[parent].TimeNs, heap[parent].Order))
            {
                break;
            }

            heap[index] = heap[parent];
            index = parent;
        }

        heap[index] = key;
    }

    private void SiftDown(Key key)
    {
        var heap = _heap;
        var count = _heapCount;
        var index = 0;
        var child = 1;
        while (child + Ways <= count)
        {
            // nobody can predict which of the four comes first, so a branch would cost more than the pairs compared for nothing
            var left = child + heap[child + 1].Precedes(heap[child]);
            var right = child + 2 + heap[child + 3].Precedes(heap[child + 2]);
            var best = left + ((right - left) & -heap[right].Precedes(heap[left]));
            if (!heap[best].IsBefore(key.TimeNs, key.Order))
            {
                heap[index] = key;
                return;
            }

            heap[index] = heap[best];
            index = best;
            child = (index * Ways) + 1;
        }

        SiftIntoLast(index, child, key);
    }

    /// <summary>The last group may have fewer than four members; none of them has children.</summary>
    private void SiftIntoLast(int index, int child, Key key)
    {
        var heap = _heap;
        if (child < _heapCount)
        {
            var best = child;
            for (var other = child + 1; other < _heapCount; other++)
            {
                best = heap[other].IsBefore(heap[best].TimeNs, heap[best].Order) ? other : best;
            }

            if (heap[best].IsBefore(key.TimeNs, key.Order))
            {
                heap[index] = heap[best];
                index = best;
            }
        }

        heap[index] = key;
    }

    /// <summary>What to do with the payload: a message for an actor, an answer for a slot, or a flow to continue.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Header
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Header(EventKind kind, ActorId target, ReplyTo replyTo)
        {
            Kind = kind;
            Target = target;
            ReplyTo = replyTo;
        }

        internal EventKind Kind { get; }

        internal ActorId Target { get; }

        internal ReplyTo ReplyTo { get; }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        internal object? Payload;
        internal Header Header;
        internal int NextFree;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Key(long timeNs, ulong order, int slot)
    {
        internal readonly long TimeNs = timeNs;
        internal readonly ulong Order = order;
        internal readonly int Slot = slot;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal bool IsBefore(long timeNs, ulong order) => TimeNs < timeNs || (TimeNs == timeNs && Order < order);

        /// <summary>1 when it is before the other, else 0; without a branch.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal int Precedes(in Key other) =>
            Unsafe.BitCast<bool, byte>((TimeNs < other.TimeNs) | ((TimeNs == other.TimeNs) & (Order < other.Order)));
    }
}
