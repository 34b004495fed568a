using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.WorkQueues;

/// <summary>
/// The per-CPU work queues of a node's CPUs (system_wq), whose concurrency is managed. Accepts <see cref="QueueWork"/>,
/// <see cref="WorkerSleeping"/>, <see cref="WorkerRunning"/>, <see cref="CpuChanged"/> and <see cref="WorkerMessage"/>s. Mirrors
/// kernel/workqueue.c: need_more_worker, keep_working, kick_pool, worker_thread, manage_workers, wq_worker_sleeping and wq_worker_running: an
/// item begins only while no worker of the CPU runs; who wakes runs beside the present one. A CPU that is offline has its workers anywhere and
/// manages nothing. Owns the CPUs' pools; must never execute items itself.
/// </summary>
internal sealed class CpuWorkQueueActor : Actor
{
    private const ulong WakeStream = 1UL << 42;

    private readonly NodeState _state;
    private readonly Dictionary<int, CpuPool> _pools = [];
    private int _workers;
    private ulong _wakes;

    internal CpuWorkQueueActor(NodeState state) => _state = state;

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case QueueWork queue:
                OnQueue(queue.Item);
                break;
            case WorkerSleeping sleeping:
                OnSleep(sleeping.Thread, +1);
                break;
            case WorkerRunning running:
                OnSleep(running.Thread, -1);
                break;
            case WorkerWoke woke:
                Start(OnWoke(woke.Worker));
                break;
            case WorkerThrough through:
                OnThrough(through.Worker);
                break;
            case CpuChanged changed:
                OnChanged(changed);
                break;
            default:
                throw Unknown(message);
        }
    }

    private void OnQueue(in WorkItem item)
    {
        var pool = PoolOf(item.Cpu);
        if (!pool.Limit.TryActivate(item))
        {
            _state.Tracer.Emit(new ItemInactiveEvent(item.Cookie, item.Pool), NowNs, ThreadId.None, item.Cpu);
            return;
        }

        pool.Runnable.Enqueue((item, NowNs));
        Kick(pool);
    }

    /// <summary>wq_worker_sleeping() and wq_worker_running(): the last one to sleep wakes another, if there is something to do.</summary>
    private void OnSleep(int thread, int change)
    {
        var pool = _pools[ThreadId.CpuOf(thread)];
        var worker = pool.Workers[thread & ThreadId.MaxCpuWorkerNumber];
        Count(pool, worker, () => worker.Sleeps += change);
        Kick(pool);
    }

    /// <summary>need_more_worker(): there is something to do and nobody runs. The workers of an offline CPU do not count.</summary>
    private bool NeedsMore(CpuPool pool) => pool.Runnable.Count > 0 && (pool.Running == 0 || !_state.Online[pool.Cpu]);

    /// <summary>kick_pool(): wakes the first idle worker.</summary>
    private void Kick(CpuPool pool)
    {
        if (pool.Waking is null && pool.Idle.Count > 0 && NeedsMore(pool))
        {
            pool.Waking = pool.Idle[^1];
            SendLater(Id, pool.Waking.Woke, _state.WakeNs(WakeStream + (ulong)_state.Node, _wakes++));
        }
    }

    /// <summary>The beginning of worker_thread(): works only if it is still needed, and not before another worker is idle.</summary>
    private async Flow OnWoke(Worker worker)
    {
        var pool = _pools[worker.Pool];
        pool.Waking = null;
        pool.Idle.Remove(worker);
        while (NeedsMore(pool) && pool.Idle.Count == 0 && !pool.Managing)
        {
            pool.Managing = true;
            await Delay(_state.Model.Costs.WorkerSpawnNs);
            pool.Managing = false;
            pool.Idle.Add(Spawn(pool));
        }

        if (NeedsMore(pool))
        {
            Count(pool, worker, () => worker.IsBusy = true);
            Execute(pool, worker);
        }
        else
        {
            pool.Idle.Add(worker);
        }
    }

    /// <summary>pwq_dec_nr_in_flight(), and keep_working(): the next item, unless somebody else runs as well.</summary>
    private void OnThrough(Worker worker)
    {
        var pool = _pools[worker.Pool];
        if (pool.Limit.TryEndAndActivateNext(out var next))
        {
            _state.Tracer.Emit(new ItemActivatedEvent(next.Cookie, next.Pool), NowNs, ThreadId.None, pool.Cpu);
            pool.Runnable.Enqueue((next, NowNs));
        }

        if (pool.Runnable.Count > 0 && (pool.Running <= 1 || !_state.Online[pool.Cpu]))
        {
            Execute(pool, worker);
            return;
        }

        Count(pool, worker, () => worker.IsBusy = false);
        pool.Idle.Add(worker);
    }

    private void Execute(CpuPool pool, Worker worker)
    {
        var (item, queuedNs) = pool.Runnable.Dequeue();
        Kick(pool);
        Send(worker.Address, new Execute(worker, item, _state.Online.Nearest(pool.Cpu), queuedNs));
    }

    /// <summary>unbind_workers(): what waits behind a running worker can begin now.</summary>
    private void OnChanged(CpuChanged changed)
    {
        if (_pools.TryGetValue(changed.Cpu, out var pool))
        {
            Kick(pool);
        }
    }

    private static void Count(CpuPool pool, Worker worker, Action change)
    {
        var before = worker.IsRunning;
        change();
        pool.Running += (worker.IsRunning ? 1 : 0) - (before ? 1 : 0);
        Invariant.Require(pool.Running >= 0, "running-workers-are-counted", pool.Cpu);
    }

    private CpuPool PoolOf(int cpu)
    {
        if (!_pools.TryGetValue(cpu, out var pool))
        {
            Invariant.Require(_state.Model.NodeOfCpu(cpu) == _state.Node, "cpu-pool-is-at-home", cpu);
            _pools[cpu] = pool = new CpuPool(cpu);
            for (var i = 0; i < _state.Model.Costs.IdleWorkers; i++)
            {
                pool.Idle.Add(Spawn(pool));
            }
        }

        return pool;
    }

    private Worker Spawn(CpuPool pool)
    {
        var number = pool.Workers.Count;
        Invariant.Require(number <= ThreadId.MaxCpuWorkerNumber, "cpu-worker-number-in-bounds", number);
        var thread = ThreadId.CpuWorker(pool.Cpu, number);
        var address = Partition.Register(ActorKinds.CpuWorker, _workers++, new WorkerActor(_state, thread, Id));
        if (number >= _state.Model.Costs.IdleWorkers)
        {
            _state.Tracer.Emit(new WorkerSpawnedEvent(-1), NowNs, thread, pool.Cpu);
        }

        var worker = new Worker(pool.Cpu, address);
        pool.Workers.Add(worker);
        return worker;
    }
}
