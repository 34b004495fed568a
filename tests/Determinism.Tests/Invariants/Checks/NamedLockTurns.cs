using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>A lock of the machine has one holder at a time, and those who wait get it in the order they asked.</summary>
internal sealed class NamedLockTurns(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<long, Queue<TraceEvent>> _waiting = [];
    private readonly Dictionary<long, long> _freeSinceNs = [];

    internal override string Rule => "a lock of the machine is given to one after another";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.NamedLockWait:
                Waiting(e.B).Enqueue(e);
                break;
            case TraceKind.NamedLockAcquired:
                if (!Waiting(e.B).TryDequeue(out var wait) || wait.Thread != e.Thread || e.TimeNs - wait.TimeNs != e.A)
                {
                    Violated(e, "is not the next, or has waited otherwise");
                }

                break;
            case TraceKind.NamedLockReleased:
                if (e.TimeNs - e.A < _freeSinceNs.GetValueOrDefault(e.B))
                {
                    Violated(e, "held the lock while another did");
                }

                _freeSinceNs[e.B] = e.TimeNs;
                break;
            default:
                break;
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status == RunStatus.Completed && _waiting.Values.Any(w => w.Count > 0))
        {
            Violated("a completed run has threads that wait for a lock of the machine");
        }
    }

    private Queue<TraceEvent> Waiting(long number)
    {
        if (!_waiting.TryGetValue(number, out var waiting))
        {
            _waiting[number] = waiting = new Queue<TraceEvent>();
        }

        return waiting;
    }
}
