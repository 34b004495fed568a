using NumaProbe.Actors;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Shared.Protocol;

/// <summary>
/// What the scheduler tells the work queue of a worker of one CPU that goes to sleep in what it executes, and wakes (sched_submit_work(),
/// sched_update_worker()). To be called wherever a thread begins and ends to wait, computing is no wait. Other threads are nobody's concern.
/// </summary>
public static class WorkerSleep
{
    /// <summary>A thread begins to wait.</summary>
    /// <param name="partition">Where its code runs.</param>
    /// <param name="model">The machine.</param>
    /// <param name="thread">Number of the thread.</param>
    public static void Begin(Partition partition, MachineModel model, int thread)
    {
        if (ThreadId.IsCpuWorker(thread))
        {
            Tell(partition, model, thread, new WorkerSleeping(thread));
        }
    }

    /// <summary>It goes on.</summary>
    /// <param name="partition">Where its code runs.</param>
    /// <param name="model">The machine.</param>
    /// <param name="thread">Number of the thread.</param>
    public static void End(Partition partition, MachineModel model, int thread)
    {
        if (ThreadId.IsCpuWorker(thread))
        {
            Tell(partition, model, thread, new WorkerRunning(thread));
        }
    }

    private static void Tell(Partition partition, MachineModel model, int thread, NodeMessage message)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(model);
        partition.Send(Addresses.CpuWorkQueue(model.NodeOfCpu(ThreadId.CpuOf(thread))), message, ReplyTo.None, 0);
    }
}
