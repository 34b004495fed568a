using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>
/// Every bind makes all deferred devices active, and the one worker retries them in the order in which they were deferred; one that
/// deferred while another device was bound is made active at once.
/// </summary>
internal sealed class DeferredRetries(RunFacts facts) : TraceCheck(facts)
{
    private readonly List<int> _pending = [];
    private readonly List<int> _active = [];
    private readonly HashSet<int> _final = [];
    private readonly Dictionary<int, long> _triggersAtProbe = [];
    private bool _enabled = !facts.Scenario.Events.Any(e => e.Operation == EventOperation.LateInitcall);
    private bool _mustTrigger;
    private long _triggers;

    internal override string Rule => "every bind has all deferred devices retried";

    internal override void Add(in TraceEvent e)
    {
        if (_mustTrigger && e.Partition == 0 && e.Kind is not (TraceKind.Trigger or TraceKind.SyncState or TraceKind.Undeferred))
        {
            _mustTrigger = false;
            Violated(e, "comes where deferred devices should have been made active");
        }

        switch (e.Kind)
        {
            case TraceKind.CallStart when e.B == (long)EventOperation.LateInitcall:
                _enabled = true;
                break;
            case TraceKind.ProbeStart:
                _triggersAtProbe[e.Device] = _triggers;
                break;
            case TraceKind.Bound:
                _mustTrigger = _enabled;
                break;
            case TraceKind.Deferred:
                OnDeferred(e);
                break;
            case TraceKind.Undeferred when !_pending.Remove(e.Device) && !_active.Remove(e.Device):
                Violated(e, "leaves a list that it is not on");
                break;
            case TraceKind.Trigger:
                OnTrigger(e);
                break;
            case TraceKind.Retried:
                OnRetried(e);
                break;
            case TraceKind.FinalDeferred:
                _final.Add(e.Device);
                break;
            default:
                break;
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status == RunStatus.Completed && _active.Count > 0)
        {
            Violated($"devices {string.Join(", ", _active)} were made active and never retried");
        }

        if (end.Status != RunStatus.LimitReached && !_final.SetEquals(_pending))
        {
            Violated($"deferred at the end are {string.Join(", ", _final)}, by the events {string.Join(", ", _pending)}");
        }
    }

    private void OnDeferred(in TraceEvent e)
    {
        if (_pending.Contains(e.Device) || _active.Contains(e.Device))
        {
            Violated(e, "is on a list already");
        }

        _pending.Add(e.Device);
        _mustTrigger = _enabled && e.A == (long)DeferReason.DriverRequest && _triggersAtProbe[e.Device] != _triggers;
    }

    private void OnTrigger(in TraceEvent e)
    {
        if (!_enabled || e.A != ++_triggers || e.B != _pending.Count)
        {
            Violated(e, $"is trigger {e.A} of {e.B} devices, and should be trigger {_triggers} of {_pending.Count}");
        }

        _mustTrigger = false;
        _active.AddRange(_pending);
        _pending.Clear();
    }

    private void OnRetried(in TraceEvent e)
    {
        if (_active.Count == 0 || _active[0] != e.Device)
        {
            Violated(e, "is retried out of turn");
        }

        _active.Remove(e.Device);
    }
}
