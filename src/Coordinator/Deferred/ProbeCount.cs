using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Deferred;

/// <summary>probe_count of drivers/base/dd.c: probes running now, and who waits for none to run.</summary>
internal sealed class ProbeCount
{
    private readonly CoreContext _core;
    private int _count;
    private Signal? _zero;

    internal ProbeCount(CoreContext core) => _core = core;

    internal void Enter() => _count++;

    internal void Leave()
    {
        Invariant.Require(_count > 0, "probe-count-is-not-negative");
        if (--_count == 0)
        {
            _zero?.Raise();
            _zero = null;
        }
    }

    /// <summary>wait_event(probe_waitqueue, probe_count == 0).</summary>
    internal async Flow WaitForZero(KernelTask task)
    {
        if (_count == 0)
        {
            return;
        }

        _core.Trace(new SyncWaitEvent(SyncDomain.ProbeCount), task);
        while (_count > 0)
        {
            _zero ??= new Signal(_core.Partition);
            await _core.Wait(task.Thread, _zero);
        }

        _core.Trace(new SyncDoneEvent(SyncDomain.ProbeCount), task);
    }
}
