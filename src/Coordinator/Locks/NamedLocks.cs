using NumaProbe.Shared.Topology;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Locks;

/// <summary>
/// The locks of the whole machine that probes take (mem_hotplug_lock, rtnl_mutex): one holder, and waiters in the order they asked. Owns
/// holders and waiters. A thread that asks for what it holds waits for itself, as in the kernel.
/// </summary>
internal sealed class NamedLocks
{
    private readonly CoreContext _core;
    private readonly OnlineCpus _online;
    private readonly NamedLock[] _locks;

    internal NamedLocks(CoreContext core, OnlineCpus online)
    {
        _core = core;
        _online = online;
        _locks = [.. core.Model.LockNumbers.Select(static _ => new NamedLock())];
    }

    /// <summary>Takes a lock, after those who asked before.</summary>
    internal async Flow Take(TakeNamedLock request)
    {
        var taken = _locks[request.Lock];
        var since = _core.Partition.NowNs;
        if (taken.Holder != ThreadId.None)
        {
            _core.Trace(new NamedLockWaitEvent(taken.Holder, request.Lock), request.Context, request.Device);
            var signal = new Signal(_core.Partition);
            taken.Waiters.Enqueue((request.Context.Thread, signal));
            await _core.Wait(request.Context.Thread, signal);
            Invariant.Require(taken.Holder == request.Context.Thread, "named-lock-is-handed-over", request.Context.Thread);
            var context = request.Context with { Cpu = _online.Nearest(request.Context.Cpu) };
            _core.Trace(new NamedLockAcquiredEvent(_core.Partition.NowNs - since, request.Lock), context, request.Device);
        }

        taken.Holder = request.Context.Thread;
        taken.SinceNs = _core.Partition.NowNs;
    }

    /// <summary>Gives a lock to the next, or free.</summary>
    internal void Give(GiveNamedLock request)
    {
        var given = _locks[request.Lock];
        Invariant.Require(given.Holder == request.Context.Thread, "named-lock-is-released-by-its-holder", request.Context.Thread);
        _core.Trace(new NamedLockReleasedEvent(_core.Partition.NowNs - given.SinceNs, request.Lock), request.Context, request.Device);
        given.Holder = ThreadId.None;
        if (given.Waiters.TryDequeue(out var next))
        {
            given.Holder = next.Thread;
            next.Signal.Raise();
        }
    }

    private sealed class NamedLock
    {
        internal int Holder { get; set; } = ThreadId.None;

        internal long SinceNs { get; set; }

        internal Queue<(int Thread, Signal Signal)> Waiters { get; } = new();
    }
}
