using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Node.Devices;

/// <summary>
/// The mutex of a device (device_lock()). Owns holder and waiters, who get it in the order they asked. Plain state of one
/// device actor.
/// </summary>
internal sealed class DeviceLock
{
    private readonly DeviceActor _actor;
    private readonly NodeState _state;
    private readonly int _device;
    private Queue<(int Thread, Signal Signal)>? _waiters;

    internal DeviceLock(DeviceActor actor, NodeState state, int device)
    {
        _actor = actor;
        _state = state;
        _device = device;
    }

    /// <summary>Thread that holds it, or -1.</summary>
    internal int Holder { get; private set; } = ThreadId.None;

    /// <summary>Takes the lock, after those who asked before.</summary>
    internal Flow Acquire(ThreadContext context)
    {
        if (Holder != ThreadId.None)
        {
            return AcquireAfterOthers(context);
        }

        Holder = context.Thread;
        return Flow.Completed;
    }

    /// <summary>Gives the lock to the next, or free.</summary>
    internal void Release(int thread)
    {
        Invariant.Require(Holder == thread, "device-lock-is-released-by-its-holder", thread);
        if (_waiters is not null && _waiters.TryDequeue(out var next))
        {
            Holder = next.Thread;
            next.Signal.Raise();
            return;
        }

        Holder = ThreadId.None;
    }

    private async Flow AcquireAfterOthers(ThreadContext context)
    {
        var partition = _actor.Partition;
        var since = partition.NowNs;
        _state.Tracer.Emit(TraceKind.LockWait, since, context.Thread, context.Cpu, _device, a: Holder);
        var signal = new Signal(partition);
        (_waiters ??= new Queue<(int, Signal)>()).Enqueue((context.Thread, signal));
        await signal;
        Invariant.Require(Holder == context.Thread, "device-lock-is-handed-over", context.Thread);
        _state.Tracer.Emit(TraceKind.LockAcquired, partition.NowNs, context.Thread, context.Cpu, _device, a: partition.NowNs - since);
    }
}
