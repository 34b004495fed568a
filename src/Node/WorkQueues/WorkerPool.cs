using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Node.WorkQueues;

/// <summary>
/// A pool of unbound workers (struct worker_pool): its runnable items, its idle workers and how many it has. Plain state of
/// <see cref="WorkQueueActor"/>.
/// </summary>
internal sealed class WorkerPool
{
    private int _nextCpu;

    internal WorkerPool(Pod pod) => Pod = pod;

    internal Pod Pod { get; }

    internal Queue<(WorkItem Item, long QueuedNs)> Runnable { get; } = new();

    internal Stack<Worker> Idle { get; } = new();

    internal int WorkerCount { get; set; }

    /// <summary>A worker is creating another one (POOL_MANAGER_ACTIVE).</summary>
    internal bool Managing { get; set; }

    /// <summary>An online CPU of the pod, each in turn, from the one that queueing chose on.</summary>
    internal int NextCpu(int chosen, OnlineCpus online)
    {
        var cpus = Pod.Cpus;
        var start = Math.Max(0, cpus.IndexOf(chosen));
        for (var i = 0; i < cpus.Length; i++)
        {
            var cpu = cpus[(start + _nextCpu + i) % cpus.Length];
            if (online[cpu])
            {
                _nextCpu = (_nextCpu + i + 1) % cpus.Length;
                return cpu;
            }
        }

        return online.Nearest(chosen);
    }
}
