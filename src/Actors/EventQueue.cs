using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NumaProbe.Actors;

/// <summary>
/// The pending events of one partition, in the order (time, origin, sequence). A four-way heap of 24-byte keys over a slab
/// of payloads, and beside it a plain queue for what the partition says to itself at the present time, which is by
/// far the most. Owns memory only; knows no actor.
/// </summary>
internal sealed class EventQueue
{
    private const int Ways = 4;
    private const int SequenceBits = 48;

    private readonly Queue<Item> _present = new();
    private Key[] _heap = new Key[64];
    private Item[] _slab = new Item[64];
    private int[] _free = new int[64];
    private int _heapCount;
    private int _freeCount;
    private int _slabCount;
    private Key _presentKey;

    /// <summary>Number of pending events.</summary>
    internal int Count => _heapCount + _present.Count;

    /// <summary>Time of the next event, or <see cref="long.MaxValue"/>.</summary>
    internal long NextTimeNs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _present.Count > 0
            ? (_heapCount > 0 && _heap[0].TimeNs < _presentKey.TimeNs ? _heap[0].TimeNs : _presentKey.TimeNs)
            : _heapCount > 0 ? _heap[0].TimeNs : long.MaxValue;
    }

    /// <summary>Adds an event at a time at or after the present.</summary>
    internal void Add(long timeNs, int origin, long sequence, in Item item)
    {
        Invariant.Require(sequence < 1L << SequenceBits, "event-sequence-fits", sequence);
        var slot = _freeCount > 0 ? _free[--_freeCount] : NewSlot();
        _slab[slot] = item;
        if (_heapCount == _heap.Length)
        {
            Array.Resize(ref _heap, _heap.Length * 2);
        }

        SiftUp(_heapCount++, new Key(timeNs, ((ulong)origin << SequenceBits) | (ulong)sequence, slot));
    }

    /// <summary>Adds an event of the partition itself at the present time: kept in order of sequence without the heap.</summary>
    internal void AddPresent(long timeNs, int origin, long sequence, in Item item)
    {
        if (_present.Count == 0)
        {
            _presentKey = new Key(timeNs, ((ulong)origin << SequenceBits) | (ulong)sequence, -1);
        }

        Invariant.Require(_presentKey.TimeNs == timeNs, "present-queue-has-one-time", timeNs);
        _present.Enqueue(item with { Sequence = sequence });
    }

    /// <summary>Takes the next event; there must be one.</summary>
    internal Item Take(out long timeNs)
    {
        if (_present.Count > 0 && (_heapCount == 0 || _presentKey.IsBefore(_heap[0])))
        {
            timeNs = _presentKey.TimeNs;
            var present = _present.Dequeue();
            if (_present.TryPeek(out var next))
            {
                _presentKey = _presentKey.WithSequence(next.Sequence, SequenceBits);
            }

            return present;
        }

        var top = _heap[0];
        timeNs = top.TimeNs;
        var item = _slab[top.Slot];
        _slab[top.Slot] = default;
        Release(top.Slot);
        var last = _heap[--_heapCount];
        if (_heapCount > 0)
        {
            SiftDown(last);
        }

        return item;
    }

    private int NewSlot()
    {
        if (_slabCount == _slab.Length)
        {
            Array.Resize(ref _slab, _slab.Length * 2);
        }

        return _slabCount++;
    }

    private void Release(int slot)
    {
        if (_freeCount == _free.Length)
        {
            Array.Resize(ref _free, _free.Length * 2);
        }

        _free[_freeCount++] = slot;
    }

    private void SiftUp(int index, Key key)
    {
        while (index > 0)
        {
            var parent = (index - 1) / Ways;
            if (!key.IsBefore(_heap[parent]))
            {
                break;
            }

            _heap[index] = _heap[parent];
            index = parent;
        }

        _heap[index] = key;
    }

    private void SiftDown(Key key)
    {
        var index = 0;
        while (true)
        {
            var child = (index * Ways) + 1;
            if (child >= _heapCount)
            {
                break;
            }

            var end = Math.Min(child + Ways, _heapCount);
            var best = child;
            for (var other = child + 1; other < end; other++)
            {
                if (_heap[other].IsBefore(_heap[best]))
                {
                    best = other;
                }
            }

            if (!_heap[best].IsBefore(key))
            {
                break;
            }

            _heap[index] = _heap[best];
            index = best;
        }

        _heap[index] = key;
    }

    /// <summary>What happens: a message for an actor, an answer for a slot, or the continuation of a flow.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal record struct Item(object Payload, ActorId Target, ReplyTo ReplyTo, EventKind Kind, long Sequence = 0);

    [StructLayout(LayoutKind.Auto)]
    private readonly struct Key(long timeNs, ulong order, int slot)
    {
        internal readonly long TimeNs = timeNs;
        internal readonly int Slot = slot;
        private readonly ulong _order = order;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal bool IsBefore(in Key other) =>
            TimeNs < other.TimeNs || (TimeNs == other.TimeNs && _order < other._order);

        internal Key WithSequence(long sequence, int bits) =>
            new(TimeNs, (_order & ~((1UL << bits) - 1)) | (ulong)sequence, Slot);
    }
}
