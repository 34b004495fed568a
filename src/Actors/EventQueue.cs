using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NumaProbe.Actors;

/// <summary>
/// The pending events of one partition, in the order (time, origin, sequence), those from outside before every origin. A four-way heap of 24-byte keys, and beside it a
/// ring for what the partition says to itself at the present time, which is by far the most; both over one slab whose
/// references and plain values lie apart, so that moving an event moves no reference. Owns memory only; knows no actor.
/// </summary>
internal sealed class EventQueue
{
    /// <summary>Origin of what nobody inside the world sent: before every partition at the same time.</summary>
    internal const int Outside = -1;

    private const int Ways = 4;
    private const int SequenceBits = 48;
    private const int InitialCapacity = 64;

    private Key[] _heap = new Key[InitialCapacity];
    private int _heapCount;
    private Key[] _present = new Key[InitialCapacity];
    private int _presentHead;
    private int _presentCount;
    private object?[] _payloads = new object?[InitialCapacity];
    private Header[] _headers = new Header[InitialCapacity];
    private int[] _free = new int[InitialCapacity];
    private int _freeCount;
    private int _slabCount;

    /// <summary>Number of pending events.</summary>
    internal int Count => _heapCount + _presentCount;

    /// <summary>Time of the next event, or <see cref="long.MaxValue"/>.</summary>
    internal long NextTimeNs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var next = _heapCount > 0 ? _heap[0].TimeNs : long.MaxValue;
            return _presentCount > 0 ? Math.Min(next, _present[_presentHead].TimeNs) : next;
        }
    }

    /// <summary>Adds an event at a time at or after the present.</summary>
    internal void Add(long timeNs, int origin, long sequence, object payload, in Header header)
    {
        var slot = Store(payload, header);
        if (_heapCount == _heap.Length)
        {
            Array.Resize(ref _heap, _heap.Length * 2);
        }

        SiftUp(_heapCount++, new Key(timeNs, Order(origin, sequence), slot));
    }

    /// <summary>Adds an event of the partition itself at the present time: later than all it added before, so no heap is needed.</summary>
    internal void AddPresent(long timeNs, int origin, long sequence, object payload, in Header header)
    {
        Invariant.Require(_presentCount == 0 || _present[_presentHead].TimeNs == timeNs, "present-queue-has-one-time", timeNs);
        if (_presentCount == _present.Length)
        {
            GrowPresent();
        }

        _present[(_presentHead + _presentCount++) & (_present.Length - 1)] = new Key(timeNs, Order(origin, sequence), Store(payload, header));
    }

    /// <summary>Takes the next event; there must be one.</summary>
    internal object Take(out long timeNs, out Header header)
    {
        Key key;
        if (_presentCount > 0 && (_heapCount == 0 || _present[_presentHead].IsBefore(_heap[0])))
        {
            key = _present[_presentHead];
            _presentHead = (_presentHead + 1) & (_present.Length - 1);
            _presentCount--;
        }
        else
        {
            key = _heap[0];
            var last = _heap[--_heapCount];
            if (_heapCount > 0)
            {
                SiftDown(last);
            }
        }

        timeNs = key.TimeNs;
        header = _headers[key.Slot];
        var payload = _payloads[key.Slot]!;
        _payloads[key.Slot] = null;
        Release(key.Slot);
        return payload;
    }

    private static ulong Order(int origin, long sequence)
    {
        Invariant.Require(sequence < 1L << SequenceBits, "event-sequence-fits", sequence);
        return ((ulong)(origin - Outside) << SequenceBits) | (ulong)sequence;
    }

    private int Store(object payload, in Header header)
    {
        int slot;
        if (_freeCount > 0)
        {
            slot = _free[--_freeCount];
        }
        else
        {
            slot = _slabCount++;
            if (slot == _payloads.Length)
            {
                Array.Resize(ref _payloads, slot * 2);
                Array.Resize(ref _headers, slot * 2);
            }
        }

        _payloads[slot] = payload;
        _headers[slot] = header;
        return slot;
    }

    private void Release(int slot)
    {
        if (_freeCount == _free.Length)
        {
            Array.Resize(ref _free, _free.Length * 2);
        }

        _free[_freeCount++] = slot;
    }

    private void GrowPresent()
    {
        var larger = new Key[_present.Length * 2];
        for (var i = 0; i < _presentCount; i++)
        {
            larger[i] = _present[(_presentHead + i) & (_present.Length - 1)];
        }

        _present = larger;
        _presentHead = 0;
    }

    private void SiftUp(int index, Key key)
    {
        var heap = _heap;
        while (index > 0)
        {
            var parent = (index - 1) / Ways;
            if (!key.IsBefore(heap[parent]))
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
        while (true)
        {
            var child = (index * Ways) + 1;
            if (child >= count)
            {
                break;
            }

            var end = Math.Min(child + Ways, count);
            var best = child;
            for (var other = child + 1; other < end; other++)
            {
                if (heap[other].IsBefore(heap[best]))
                {
                    best = other;
                }
            }

            if (!heap[best].IsBefore(key))
            {
                break;
            }

            heap[index] = heap[best];
            index = best;
        }

        heap[index] = key;
    }

    /// <summary>What to do with the payload: a message for an actor, an answer for a slot, or a flow to continue.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Header(EventKind Kind, ActorId Target, ReplyTo ReplyTo);

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Key(long timeNs, ulong order, int slot)
    {
        internal readonly long TimeNs = timeNs;
        internal readonly int Slot = slot;
        private readonly ulong _order = order;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal bool IsBefore(in Key other) =>
            TimeNs < other.TimeNs || (TimeNs == other.TimeNs && _order < other._order);
    }
}
