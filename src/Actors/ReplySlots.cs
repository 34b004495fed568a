using NumaProbe.Actors.Flows;

namespace NumaProbe.Actors;

/// <summary>
/// The requests of one partition that wait for their answers. A slot holds the waiting flow and then the answer; it is
/// reused after the answer was read, with a new version, so that a second answer is noticed.
/// </summary>
internal sealed class ReplySlots
{
    private Slot[] _slots = new Slot[16];
    private readonly Stack<int> _free = new();
    private int _used = 1;

    internal ReplyTo Rent(ushort partition)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _used++;
            if (slot == _slots.Length)
            {
                Array.Resize(ref _slots, _slots.Length * 2);
            }
        }

        return new ReplyTo(partition, slot, _slots[slot].Version);
    }

    internal void Wait(ReplyTo replyTo, FlowBox box)
    {
        ref var slot = ref _slots[replyTo.Slot];
        Invariant.Require(slot.Waiter is null, "request-is-awaited-once");
        slot.Waiter = box;
    }

    internal bool HasAnswer(ReplyTo replyTo) => _slots[replyTo.Slot].Answer is not null;

    internal void Fill(ReplyTo replyTo, object answer)
    {
        ref var slot = ref _slots[replyTo.Slot];
        Invariant.Require(slot.Version == replyTo.Version && slot.Answer is null, "request-is-answered-once");
        slot.Answer = answer;
        var waiter = slot.Waiter;
        slot.Waiter = null;
        waiter?.MoveNext();
    }

    internal object Take(ReplyTo replyTo)
    {
        ref var slot = ref _slots[replyTo.Slot];
        var answer = slot.Answer;
        Invariant.Require(answer is not null && slot.Version == replyTo.Version, "answer-is-read-once");
        slot.Answer = null;
        slot.Version++;
        _free.Push(replyTo.Slot);
        return answer;
    }

    private struct Slot
    {
        internal FlowBox? Waiter;
        internal object? Answer;
        internal int Version;
    }
}
