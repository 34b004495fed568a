using System.Runtime.InteropServices;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Shared.Messages;

/// <summary>What goes to a node's work queue, CPUs, memory controller and root. Message family.</summary>
public abstract record NodeMessage;

/// <summary>To a work queue: queue_work_node() with the choice made. No answer.</summary>
/// <param name="Item">The work.</param>
public sealed record QueueWork(WorkItem Item) : NodeMessage;

/// <summary>One work item. A value, part of messages: tens of thousands may be queued, and none of them is an object.</summary>
/// <param name="Cookie">Async cookie; 0 for the deferred work item.</param>
/// <param name="Side">What it does.</param>
/// <param name="Device">Actor of the device, for the two sides and for parts of probes.</param>
/// <param name="Pool">Unbound pool it goes to; -1 for the pool of the chosen CPU.</param>
/// <param name="Cpu">CPU that queueing chose.</param>
/// <param name="Event">Event number of a raw job, number of a part at its device, or number of a device to register.</param>
/// <param name="AskedNode">Node a raw job asked for.</param>
/// <param name="SleepNs">How long a raw job sleeps.</param>
/// <param name="IsExclusive">The entry is of the exclusive domain.</param>
/// <param name="Driver">Driver whose bus is walked.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkItem(
    long Cookie, AsyncSide Side, ActorId Device, int Pool, int Cpu, int Event = -1, int AskedNode = -1, long SleepNs = 0, bool IsExclusive = false,
    int Driver = -1);

/// <summary>To a CPU: CPU time for a thread, shared with others. Answer: <see cref="ComputeDone"/>.</summary>
/// <param name="Context">The thread.</param>
/// <param name="DurationNs">CPU time needed.</param>
/// <param name="IsWallTime">Ends after that much time however the CPU is shared.</param>
public sealed record Compute(ThreadContext Context, long DurationNs, bool IsWallTime) : NodeMessage;

/// <summary>Answer to <see cref="Compute"/>.</summary>
/// <param name="Cpu">CPU the thread is on now.</param>
public sealed record ComputeDone(int Cpu) : NodeMessage;

/// <summary>To a CPU: a runnable thread of another CPU that has too many. Answer: <see cref="OfferDone"/>; the original request is answered when done.</summary>
/// <param name="Context">The thread.</param>
/// <param name="RemainingNs">CPU time it still needs.</param>
/// <param name="Requester">Who asked for the CPU time.</param>
/// <param name="Forced">The offering CPU goes offline: it must be taken.</param>
public sealed record OfferThread(ThreadContext Context, long RemainingNs, ReplyTo Requester, bool Forced) : NodeMessage;

/// <summary>Answer to <see cref="OfferThread"/>.</summary>
/// <param name="Taken">The thread runs there now.</param>
public sealed record OfferDone(bool Taken) : NodeMessage;

/// <summary>To a memory controller: an access. Answer: <see cref="TouchDone"/>.</summary>
/// <param name="Bytes">Bytes accessed.</param>
/// <param name="FromNode">Node of the accessing CPU.</param>
/// <param name="UnplacedPerMillion">How much of the work takes the same time from any node.</param>
public sealed record Touch(long Bytes, int FromNode, int UnplacedPerMillion = 0) : NodeMessage;

/// <summary>Answer to <see cref="Touch"/>.</summary>
/// <param name="LocalNs">What it would have taken alone from its own node.</param>
/// <param name="RemoteNs">What the distance added.</param>
public sealed record TouchDone(long LocalNs, long RemoteNs) : NodeMessage;

/// <summary>To a node's per-CPU work queues: wq_worker_sleeping(), one of their workers waits. No answer.</summary>
/// <param name="Thread">Number of the worker.</param>
public sealed record WorkerSleeping(int Thread) : NodeMessage;

/// <summary>To a node's per-CPU work queues: wq_worker_running(), that worker goes on. No answer.</summary>
/// <param name="Thread">Number of the worker.</param>
public sealed record WorkerRunning(int Thread) : NodeMessage;

/// <summary>To every node's root: a CPU went offline or came online. Answer: <see cref="Done"/>.</summary>
public sealed record CpuChanged(int Cpu, bool Online) : NodeMessage;
