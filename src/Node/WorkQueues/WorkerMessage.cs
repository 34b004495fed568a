using NumaProbe.Shared.Messages;

namespace NumaProbe.Node.WorkQueues;

/// <summary>Between a work queue and its workers, inside one partition. Message family.</summary>
internal abstract record WorkerMessage(Worker Worker);

/// <summary>To the work queue: a worker woke up.</summary>
internal sealed record WorkerWoke(Worker Worker) : WorkerMessage(Worker);

/// <summary>To the work queue: a worker is through with its item.</summary>
internal sealed record WorkerThrough(Worker Worker) : WorkerMessage(Worker);

/// <summary>To a worker: an item to execute.</summary>
/// <param name="Worker">The worker as its queue knows it.</param>
/// <param name="Item">The item.</param>
/// <param name="Cpu">CPU it woke on.</param>
/// <param name="QueuedNs">When the item was queued.</param>
internal sealed record Execute(Worker Worker, WorkItem Item, int Cpu, long QueuedNs) : WorkerMessage(Worker);
