using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// The mutex of a device (device_lock()). Owns holder and waiters, who get it in the order they asked. Plain state of one
/// device actor, and part of it: there are as many as devices.
/// </summary>
internal struct DeviceLock
{
    private Queue<(int Thread, Signal Signal)>? _waiters;

    /// <summary>Creates a free lock.</summary>
    public DeviceLock()
    {
    }

    /// <summary>Thread that holds it, or -1.</summary>
    internal int Holder { get; private set; } = ThreadId.None;

    /// <summary>Takes the lock if it is free.</summary>
    internal bool TryTake(int thread)
    {
        if (Holder != ThreadId.None)
        {
            return false;
        }

        Holder = thread;
        return true;
    }

    /// <summary>Queues up for the lock; the signal comes when it was handed over.</summary>
    internal Signal Enqueue(int thread, Partition partition)
    {
        var signal = new Signal(partition);
        (_waiters ??= new Queue<(int, Signal)>()).Enqueue((thread, signal));
        return signal;
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
}
