using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>
/// A worker executes only what was scheduled: each cookie once, in the pool it was queued on, not while it is held back; an asynchronous
/// probe is of the device its job was scheduled for. The deferral work runs in one worker at a time, after a trigger.
/// </summary>
internal sealed class ScheduledJobs(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<long, TraceEvent> _queued = [];
    private readonly HashSet<long> _inactive = [];
    private readonly Dictionary<int, TraceEvent> _running = [];
    private readonly Dictionary<int, int> _handedOver = [];
    private long _lastCookie;
    private int _deferralWorker = ThreadId.None;
    private bool _triggered;

    internal override string Rule => "workers execute what was scheduled";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.AsyncScheduled or TraceKind.AsyncInline:
                if (e.A != ++_lastCookie)
                {
                    Violated(e, $"has cookie {e.A} after {_lastCookie - 1}");
                }

                if (e.Kind == TraceKind.AsyncScheduled)
                {
                    _queued[e.A] = e;
                }

                break;
            case TraceKind.ItemInactive when !(e.A == 0 ? _triggered : _queued.ContainsKey(e.A)) || !_inactive.Add(e.A):
            case TraceKind.ItemActivated when !_inactive.Remove(e.A):
                Violated(e, "is not waiting");
                break;
            case TraceKind.Trigger:
                _triggered = true;
                break;
            case TraceKind.Retried when e.Thread != _deferralWorker:
                Violated(e, "is retried by one deferral worker beside another");
                break;
            case TraceKind.JobStart:
                OnJobStart(e);
                break;
            case TraceKind.JobEnd when !_running.Remove(e.Thread, out var start) || start.A != e.A:
                Violated(e, "ends what did not start");
                break;
            case TraceKind.HandedOver:
                _handedOver[e.Device] = e.Thread;
                break;
            case TraceKind.ProbeStart when !IsOf(_running.GetValueOrDefault(WhoseProbe(e)), e.Device) && e.A == (long)ProbeContext.Async:
                Violated(e, "is not the device that the job was scheduled for");
                break;
            default:
                break;
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status == RunStatus.Completed && (_queued.Count > 0 || _running.Count > 0))
        {
            Violated("a completed run has jobs that were scheduled and did not end");
        }
    }

    // the job of a driver (up to 4.20) is for every device
    private static bool IsOf(in TraceEvent job, int device) => job.Device == device || job.B == (long)AsyncSide.Walk;

    // a worker that probes for another one probes for the job of that one
    private int WhoseProbe(in TraceEvent e) => _handedOver.Remove(e.Device, out var caller) ? caller : e.Thread;

    private void OnJobStart(in TraceEvent e)
    {
        var job = e;
        if (e.A == 0)
        {
            _deferralWorker = e.Thread;
            if (!_triggered || _inactive.Contains(0))
            {
                Violated(e, "is deferral work without a trigger");
            }
        }
        else if (!_queued.Remove(e.A, out job) || job.E != e.B || _inactive.Contains(e.A))
        {
            Violated(e, $"cookie {e.A} was not queued on pool {e.B}, or is held back, or has run");
        }

        if (!_running.TryAdd(e.Thread, job))
        {
            Violated(e, "begins inside another job");
        }
    }
}
