using NumaProbe.Shared.Messages;

namespace NumaProbe.Node.WorkQueues;

/// <summary>
/// Work items held back by max_active, and how many are active (wq_node_nr_active and the inactive lists of
/// kernel/workqueue.c). One first-in-first-out queue for each chosen CPU, served in turn; up to 6.4 one queue in all. Bounded by the
/// async layer's own limit of outstanding entries.
/// </summary>
internal sealed class PendingItems
{
    private readonly int _maxActive;
    private readonly bool _perCpu;
    private readonly Dictionary<int, Queue<WorkItem>> _byCpu = [];
    private readonly Queue<int> _turns = new();

    internal PendingItems(int maxActive, bool perCpu)
    {
        _maxActive = maxActive;
        _perCpu = perCpu;
    }

    internal int Active { get; private set; }

    /// <summary>Makes the item active, or keeps it.</summary>
    internal bool TryActivate(in WorkItem item)
    {
        if (Active < _maxActive)
        {
            Active++;
            return true;
        }

        var key = _perCpu ? item.Cpu : 0;
        if (!_byCpu.TryGetValue(key, out var queue))
        {
            _byCpu[key] = queue = new Queue<WorkItem>();
        }

        if (queue.Count == 0)
        {
            _turns.Enqueue(key);
        }

        queue.Enqueue(item);
        return false;
    }

    /// <summary>An active item ended: the next one whose turn it is becomes active.</summary>
    internal bool TryEndAndActivateNext(out WorkItem next)
    {
        if (!_turns.TryDequeue(out var key))
        {
            Active--;
            next = default;
            return false;
        }

        var queue = _byCpu[key];
        next = queue.Dequeue();
        if (queue.Count > 0)
        {
            _turns.Enqueue(key);
        }

        return true;
    }
}
