using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Async;

/// <summary>
/// struct async_domain of kernel/async.c: pending cookies in order, and who waits for the lowest to rise. There is one registered domain, so
/// its list is the global one too; an exclusive domain is ignored by async_synchronize_full().
/// </summary>
internal sealed class AsyncDomain
{
    private readonly CoreContext _core;
    private readonly SyncDomain _name;
    private readonly PendingCookies _pending = new();
    private readonly List<(long Cookie, Signal Signal)> _waiters = [];

    internal AsyncDomain(CoreContext core, SyncDomain name)
    {
        _core = core;
        _name = name;
    }

    /// <summary>Entries whose function has not returned.</summary>
    internal int Count => _pending.Count;

    /// <summary>Adds an entry; its cookie is higher than all before.</summary>
    internal void Add(long cookie) => _pending.Add(cookie);

    /// <summary>Waits until every entry with a lower cookie has ended. Inside a job with a lower cookie it never returns.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="cookie">The first cookie that is not waited for.</param>
    /// <param name="lockedDevice">A device whose lock the thread holds because it is releasing it, or -1.</param>
    internal async Flow Synchronize(KernelTask task, long cookie, int lockedDevice = -1)
    {
        if (_pending.Lowest >= cookie)
        {
            return;
        }

        _core.Trace(new SyncWaitEvent(_name, cookie), task, lockedDevice);
        var signal = new Signal(_core.Partition);
        _waiters.Add((cookie, signal));
        await _core.Wait(task.Thread, signal);
        _core.Trace(new SyncDoneEvent(_name, cookie), task);
    }

    /// <summary>An entry's function returned: whoever waited only for it goes on.</summary>
    internal void End(long cookie)
    {
        _pending.End(cookie);
        var lowest = _pending.Lowest;
        for (var i = 0; i < _waiters.Count;)
        {
            if (lowest >= _waiters[i].Cookie)
            {
                _waiters[i].Signal.Raise();
                _waiters.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }
}
