using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.WorkQueues;

/// <summary>
/// The unbound work queues of a node. Accepts <see cref="QueueWork"/> and <see cref="WorkerMessage"/>s. Mirrors kernel/workqueue.c:
/// __queue_work, pwq_tryinc_nr_active, kick_pool, worker_thread and manage_workers: a worker that wakes makes sure that
/// another one is idle (creating one at a time), takes an item, and wakes the next. Owns the node's pools; must never execute items itself.
/// </summary>
internal sealed class WorkQueueActor : Actor
{
    private const ulong StrayStream = 1UL << 40;
    private const ulong WakeStream = 1UL << 41;

    private readonly NodeState _state;
    private readonly WorkerPool?[] _pools;
    private readonly PendingItems _ofNode;
    private readonly PendingItems _ofNoNode;
    private int _workers;
    private ulong _draws;
    private ulong _wakes;

    internal WorkQueueActor(NodeState state)
    {
        _state = state;
        _pools = new WorkerPool?[state.Model.Pods.Pods.Length];
        var generation = state.Model.Generation;
        _ofNode = new PendingItems(state.Model.AsyncMaxActive, generation.PoolWorkqueuePerCpu);
        _ofNoNode = new PendingItems(state.Model.AsyncMaxActive, generation.PoolWorkqueuePerCpu);
    }

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case QueueWork queue:
                OnQueue(queue.Item);
                break;
            case WorkerWoke woke:
                Start(OnWoke(woke.Worker));
                break;
            case WorkerThrough through:
                OnThrough(through.Worker);
                break;
            default:
                throw Unknown(message);
        }
    }

    private void OnQueue(in WorkItem item)
    {
        var pool = PoolOf(item.Pool);
        if (IsLimited(item) && !LimitOf(pool).TryActivate(item))
        {
            _state.Tracer.Emit(new ItemInactiveEvent(item.Cookie, item.Pool), NowNs, ThreadId.None, -1);
            return;
        }

        Insert(pool, item);
    }

    private void Insert(WorkerPool pool, in WorkItem item)
    {
        pool.Runnable.Enqueue((item, NowNs));
        Kick(pool);
    }

    /// <summary>kick_pool(): wakes the first idle worker when there is something to do.</summary>
    private void Kick(WorkerPool pool)
    {
        if (pool.Runnable.Count > 0 && pool.Idle.TryPop(out var worker))
        {
            SendLater(Id, worker.Woke, _state.WakeNs(WakeStream + (ulong)_state.Node, _wakes++));
        }
    }

    private async Flow OnWoke(Worker worker)
    {
        var pool = PoolOf(worker.Pool);
        if (pool.Runnable.Count > 0 && pool.Idle.Count == 0 && !pool.Managing)
        {
            pool.Managing = true;
            await Delay(_state.Model.Costs.WorkerSpawnNs);
            pool.Managing = false;
            pool.Idle.Push(Spawn(pool));
        }

        TakeNext(worker);
    }

    /// <summary>The loop of worker_thread(): an item, or to sleep.</summary>
    private void TakeNext(Worker worker)
    {
        var pool = PoolOf(worker.Pool);
        if (!pool.Runnable.TryDequeue(out var next))
        {
            pool.Idle.Push(worker);
            return;
        }

        Kick(pool);
        worker.IsLimited = IsLimited(next.Item);
        Send(worker.Address, new Execute(worker, next.Item, ChooseCpu(pool, next.Item.Cpu), next.QueuedNs));
    }

    /// <summary>pwq_dec_nr_in_flight() and then the next item.</summary>
    private void OnThrough(Worker worker)
    {
        var ended = PoolOf(worker.Pool);
        if (worker.IsLimited && LimitOf(ended).TryEndAndActivateNext(out var next))
        {
            _state.Tracer.Emit(new ItemActivatedEvent(next.Cookie, next.Pool), NowNs, ThreadId.None, -1);
            var pool = PoolOf(next.Pool);
            pool.Runnable.Enqueue((next, NowNs));
            if (pool != ended)
            {
                // node_activate_pending_pwq(): nobody of that pool is about to look for work
                Kick(pool);
            }
        }

        TakeNext(worker);
    }

    private int ChooseCpu(WorkerPool pool, int chosen)
    {
        var allowed = _state.Model.Pods.Allowed;
        var stream = StrayStream + (ulong)_state.Node;
        if (_state.Model.Generation.SoftAffinity
            && SeededDraw.Chance(_state.Model.Costs.SoftAffinityStray, _state.Model.Seed, stream, _draws++))
        {
            var cpu = allowed[(int)(SeededDraw.Next(_state.Model.Seed, stream, _draws++) % (ulong)allowed.Length)];
            return _state.Online.Nearest(cpu);
        }

        return pool.NextCpu(chosen, _state.Online);
    }

    /// <summary>Counts against max_active of the async queue; the deferred work item alone never reaches the limit of another queue.</summary>
    private bool IsLimited(in WorkItem item) => item.Side is not (AsyncSide.Deferred or AsyncSide.HandedOver)
        || (item.Side == AsyncSide.Deferred && _state.Model.Generation.AsyncSharesSystemUnbound);

    private PendingItems LimitOf(WorkerPool pool) =>
        pool.Pod.Id == _state.Model.Pods.Default.Id ? _ofNoNode : _ofNode;

    private WorkerPool PoolOf(int id) => _pools[id] ?? CreatePool(id);

    private WorkerPool CreatePool(int id)
    {
        var pool = new WorkerPool(_state.Model.Pods.Pods[id]);
        _pools[id] = pool;
        for (var i = 0; i < _state.Model.Costs.IdleWorkers; i++)
        {
            pool.Idle.Push(Spawn(pool));
        }

        return pool;
    }

    private Worker Spawn(WorkerPool pool)
    {
        var number = pool.WorkerCount++;
        Invariant.Require(number <= ThreadId.MaxWorkerNumber, "worker-number-in-bounds", number);
        var thread = ThreadId.Worker(pool.Pod.Id, number);
        var address = Partition.Register(ActorKinds.Worker, _workers++, new WorkerActor(_state, thread, Id));
        if (number >= _state.Model.Costs.IdleWorkers)
        {
            _state.Tracer.Emit(new WorkerSpawnedEvent(pool.Pod.Id), NowNs, thread, -1);
        }

        return new Worker(pool.Pod.Id, address);
    }
}
