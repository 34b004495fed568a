using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Deferred;

/// <summary>deferred_probe_timeout_work: fires once, that many seconds after the late initcall or the last driver_register() since.</summary>
internal sealed class DeferredTimeout
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly DriverCore _core;
    private readonly DeferredProbing _probing;
    private long _firesAtNs = long.MaxValue;
    private long _durationNs;

    internal DeferredTimeout(DriverCore core, DeferredProbing probing)
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
            _core.Background(Wait(task));
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
        _probing.Trigger(task.Context);
        await _probing.Flush(task);
        _core.Trace(TraceKind.DeferredTimeout, task, a: _probing.Pending.Count());
        foreach (var device in _probing.Pending)
        {
            _core.Trace(TraceKind.Warning, task, device.Number, a: (long)WarningKind.DeferredProbePending);
        }
    }
}
