using NumaProbe.Actors;

namespace NumaProbe.Node.WorkQueues;

/// <summary>A worker as its work queue knows it.</summary>
internal sealed class Worker
{
    internal Worker(WorkerPool pool, ActorId address)
    {
        Pool = pool;
        Address = address;
        Woke = new WorkerWoke(this);
        Through = new WorkerThrough(this);
    }

    internal WorkerPool Pool { get; }

    internal ActorId Address { get; }

    /// <summary>The message of its waking, made once.</summary>
    internal WorkerWoke Woke { get; }

    /// <summary>The message of its being through with an item, made once.</summary>
    internal WorkerThrough Through { get; }

    /// <summary>The item it executes counts against max_active.</summary>
    internal bool IsLimited { get; set; }
}
