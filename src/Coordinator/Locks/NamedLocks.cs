using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Locks;

/// <summary>
/// The locks of the whole machine that probes take (mem_hotplug_lock, rtnl_mutex): one holder, and waiters in the order they asked. Owns
/// holders and waiters. A thread that asks for what it holds waits for itself, as in the kernel.
/// </summary>
internal sealed class NamedLocks
{
    private readonly DriverCore _core;
    private readonly NamedLock[] _locks;

    internal NamedLocks(DriverCore core)
    {
        _core = core;
        _locks = [.. core.Model.LockNumbers.Select(static _ => new NamedLock())];
    }

    /// <summary>Takes a lock, after those who asked before.</summary>
    internal async Flow Take(TakeNamedLock request)
    {
        var taken = _locks[request.Lock];
        var since = _core.Partition.NowNs;
        if (taken.Holder != ThreadId.None)
        {
            _core.Trace(TraceKind.NamedLockWait, request.Context, request.Device, a: taken.Holder, b: request.Lock);
            var signal = new Signal(_core.Partition);
            taken.Waiters.Enqueue((request.Context.Thread, signal));
            await _core.Wait(request.Context.Thread, signal);
            Invariant.Require(taken.Holder == request.Context.Thread, "named-lock-is-handed-over", request.Context.Thread);
            var context = request.Context with { Cpu = _core.Online.Nearest(request.Context.Cpu) };
            _core.Trace(TraceKind.NamedLockAcquired, context, request.Device, a: _core.Partition.NowNs - since, b: request.Lock);
        }

        taken.Holder = request.Context.Thread;
        taken.SinceNs = _core.Partition.NowNs;
    }

    /// <summary>Gives a lock to the next, or free.</summary>
    internal void Give(GiveNamedLock request)
    {
        var given = _locks[request.Lock];
        Invariant.Require(given.Holder == request.Context.Thread, "named-lock-is-released-by-its-holder", request.Context.Thread);
        _core.Trace(TraceKind.NamedLockReleased, request.Context, request.Device, a: _core.Partition.NowNs - given.SinceNs, b: request.Lock);
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
