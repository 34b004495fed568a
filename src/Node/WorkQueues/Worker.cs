using NumaProbe.VirtualTime;

namespace NumaProbe.Node.WorkQueues;

/// <summary>A worker as its work queue knows it.</summary>
internal sealed class Worker
{
    internal Worker(int pool, ActorId address)
    {
        Pool = pool;
        Address = address;
        Woke = new WorkerWoke(this);
        Through = new WorkerThrough(this);
    }

    /// <summary>Number of its pool: of the pod, or of the CPU in a per-CPU work queue.</summary>
    internal int Pool { get; }

    internal ActorId Address { get; }

    /// <summary>The message of its waking, made once.</summary>
    internal WorkerWoke Woke { get; }

    /// <summary>The message of its being through with an item, made once.</summary>
    internal WorkerThrough Through { get; }

    /// <summary>The item it executes counts against max_active.</summary>
    internal bool IsLimited { get; set; }

    /// <summary>It executes an item. Kept by per-CPU work queues only, as the next one.</summary>
    internal bool IsBusy { get; set; }

    /// <summary>
    /// Waits begun less waits ended. They are told from wherever its code runs, so an end may come before its begin; the sum is right when both
    /// have come.
    /// </summary>
    internal int Sleeps { get; set; }

    /// <summary>It counts as running (not WORKER_NOT_RUNNING).</summary>
    internal bool IsRunning => IsBusy && Sleeps <= 0;
}
