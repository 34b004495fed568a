using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Shared.Messages;

/// <summary>
/// What the scheduler tells the work queue of a worker of one CPU that goes to sleep in what it executes, and wakes (sched_submit_work(),
/// sched_update_worker()). Every
/// wait of a thread goes through here, computing is no wait. Other threads are nobody's concern.
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

    /// <summary>A thread waits until something is raised.</summary>
    /// <param name="partition">Where its code runs.</param>
    /// <param name="model">The machine.</param>
    /// <param name="thread">Number of the thread.</param>
    /// <param name="signal">What it waits for.</param>
    public static async Flow Until(Partition partition, MachineModel model, int thread, Signal signal)
    {
        Begin(partition, model, thread);
        await signal;
        End(partition, model, thread);
    }

    /// <summary>A thread sleeps.</summary>
    /// <param name="partition">Where its code runs.</param>
    /// <param name="model">The machine.</param>
    /// <param name="thread">Number of the thread.</param>
    /// <param name="durationNs">How long, virtual nanoseconds.</param>
    public static async Flow For(Partition partition, MachineModel model, int thread, long durationNs)
    {
        ArgumentNullException.ThrowIfNull(partition);
        Begin(partition, model, thread);
        await partition.Delay(durationNs);
        End(partition, model, thread);
    }

    private static void Tell(Partition partition, MachineModel model, int thread, NodeMessage message)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(model);
        partition.Send(Addresses.CpuWorkQueue(model.NodeOfCpu(ThreadId.CpuOf(thread))), message, ReplyTo.None, 0);
    }
}
