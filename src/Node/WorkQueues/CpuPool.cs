using NumaProbe.Shared.Messages;

namespace NumaProbe.Node.WorkQueues;

/// <summary>
/// The pool of workers of one CPU (struct worker_pool, nice 0) and the queue that feeds it (system_wq): runnable items, workers, and how many
/// of them run. Plain state of <see cref="CpuWorkQueueActor"/>.
/// </summary>
internal sealed class CpuPool
{
    /// <summary>WQ_DFL_ACTIVE of include/linux/workqueue.h: most items of system_wq that are begun and not ended on one CPU.</summary>
    internal const int MaxActive = 256;

    internal CpuPool(int cpu) => Cpu = cpu;

    internal int Cpu { get; }

    internal Queue<(WorkItem Item, long QueuedNs)> Runnable { get; } = new();

    /// <summary>Items held back by <see cref="MaxActive"/>.</summary>
    internal PendingItems Limit { get; } = new(MaxActive, perCpu: false);

    /// <summary>By number.</summary>
    internal List<Worker> Workers { get; } = [];

    /// <summary>The last one to become idle is the first to be woken.</summary>
    internal List<Worker> Idle { get; } = [];

    /// <summary>The idle worker that was woken and has not come yet: a further wake-up does nothing.</summary>
    internal Worker? Waking { get; set; }

    /// <summary>A worker is creating another one (POOL_MANAGER_ACTIVE).</summary>
    internal bool Managing { get; set; }

    /// <summary>Workers that execute something and do not sleep (nr_running).</summary>
    internal int Running { get; set; }
}
