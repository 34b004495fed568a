namespace NumaProbe.VirtualTime;

/// <summary>
/// The requests of one partition that wait for their answers. A slot holds the waiting flow and then the answer; it is
/// reused after the answer was read, with a new version, so that a second answer is noticed.
/// </summary>
internal sealed class ReplySlots(Partition partition)
{
    private Slot[] _slots = new Slot[16];
    private readonly Stack<int> _free = new();
    private int _used = 1;

    internal ReplyTo Rent()
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _used++;
            if (slot == _slots.Length)
            {
                Array.Resize(ref _slots, _slots.Length * 2);
            }
        }

        return new ReplyTo(partition.Id, slot, _slots[slot].Version);
    }

    internal void Wait(ReplyTo replyTo, FlowBox box)
    {
        ref var slot = ref _slots[replyTo.Slot];
        Invariant.Require(slot.Waiter is null, "request-is-awaited-once");
        slot.Waiter = box;
        partition.Adopt(box);
    }

    internal bool HasAnswer(ReplyTo replyTo) => _slots[replyTo.Slot].Answer is not null;

    /// <summary>Puts an answer down.</summary>
    /// <returns>The flow that waits for it and is to go on now, or null.</returns>
    internal FlowBox? Fill(ReplyTo replyTo, object answer)
    {
        ref var slot = ref _slots[replyTo.Slot];
        Invariant.Require(slot.Version == replyTo.Version && slot.Answer is null, "request-is-answered-once");
        slot.Answer = answer;
        var waiter = slot.Waiter;
        slot.Waiter = null;
        return waiter;
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
