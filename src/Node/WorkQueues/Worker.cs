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
    }

    internal WorkerPool Pool { get; }

    internal ActorId Address { get; }

    /// <summary>The message of its waking, made once.</summary>
    internal WorkerWoke Woke { get; }
}
