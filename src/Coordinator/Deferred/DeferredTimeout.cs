using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Deferred;

/// <summary>
/// deferred_probe_timeout_work: fires once, that many seconds after the late initcall or the last driver_register() since. It is delayed
/// work of nobody in particular, so its events name no thread.
/// </summary>
internal sealed class DeferredTimeout
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly CoreContext _core;
    private readonly DeferredProbing _probing;
    private long _firesAtNs = long.MaxValue;
    private long _durationNs;

    internal DeferredTimeout(CoreContext core, DeferredProbing probing)
    {
        _core = core;
        _probing = probing;
    }

    /// <summary>Starts it; 0 or less means never.</summary>
    internal void Start(int seconds, KernelTask task)
    {
        if (seconds > 0)
        {
            _durationNs = seconds * NanosecondsPerSecond;
            _firesAtNs = _core.Partition.NowNs + _durationNs;
            _core.Background(Wait(new KernelTask(task.Context with { Thread = ThreadId.None })));
        }
    }

    /// <summary>Starts it anew if it has not fired.</summary>
    internal void Extend()
    {
        if (_firesAtNs != long.MaxValue)
        {
            _firesAtNs = _core.Partition.NowNs + _durationNs;
        }
    }

    private async Flow Wait(KernelTask task)
    {
        while (_core.Partition.NowNs < _firesAtNs)
        {
            await _core.Partition.Delay(_firesAtNs - _core.Partition.NowNs);
        }

        _firesAtNs = long.MaxValue;
        _probing.DriverDeferredProbeTrigger(task.Context);
        await _probing.FlushWork(task);
        _core.Trace(new DeferredTimeoutEvent(_probing.Pending.Count()), task);
        foreach (var device in _probing.Pending)
        {
            _core.Trace(new WarningEvent(WarningKind.DeferredProbePending), task, device.Number);
        }
    }
}
