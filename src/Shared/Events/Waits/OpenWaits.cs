using NumaProbe.Shared.Findings;

namespace NumaProbe.Shared.Events.Waits;

/// <summary>
/// Who waits for whom at this moment, from the events so far. Keeps only what can be part of a cycle: device locks and locks of the machine with waiters,
/// running jobs, calls inside probes, and probes that were handed over.
/// </summary>
internal sealed class OpenWaits
{
    private readonly Dictionary<int, TraceEvent> _waits = [];
    private readonly Dictionary<int, int> _holders = [];
    private readonly Dictionary<int, int> _namedHolders = [];
    private readonly Dictionary<int, long> _jobs = [];
    private readonly Dictionary<int, int> _callsInProbes = [];
    private readonly Dictionary<int, (TraceEvent HandedOver, int Worker)> _handedOver = [];
    private readonly HashSet<int> _inline = [];

    /// <summary>Threads that wait, those first that began first.</summary>
    internal IEnumerable<int> Waiters =>
        _waits.Values.Concat(_handedOver.Values.Select(h => h.HandedOver))
            .OrderBy(e => e.TimeNs).ThenBy(e => e.Thread).Select(e => e.Thread).Distinct();

    /// <summary>A job of the thread was refused and runs in it.</summary>
    internal bool RunsInline(int thread) => _inline.Contains(thread);

    /// <summary>Takes the next event.</summary>
    internal void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.JobStart:
                _jobs[e.Thread] = e.As<JobStartEvent>().Cookie;
                break;
            case TraceKind.JobEnd:
                _jobs.Remove(e.Thread);
                break;
            case TraceKind.LockWait:
                _waits[e.Thread] = e;
                _holders[e.Device] = e.As<LockWaitEvent>().Holder;
                break;
            case TraceKind.LockAcquired:
                _waits.Remove(e.Thread);
                _holders[e.Device] = e.Thread;
                break;
            case TraceKind.NamedLockWait:
                _waits[e.Thread] = e;
                _namedHolders[e.As<NamedLockWaitEvent>().Lock] = e.As<NamedLockWaitEvent>().Holder;
                break;
            case TraceKind.NamedLockAcquired:
                _waits.Remove(e.Thread);
                _namedHolders[e.As<NamedLockAcquiredEvent>().Lock] = e.Thread;
                break;
            case TraceKind.SyncWait:
                _waits[e.Thread] = e;
                break;
            case TraceKind.SyncDone:
                _waits.Remove(e.Thread);
                break;
            case TraceKind.AsyncInline:
                _inline.Add(e.Thread);
                break;
            case TraceKind.CallStart or TraceKind.CallEnd:
                OnCall(e);
                break;
            case TraceKind.HandedOver:
                _handedOver[e.Device] = (e, ThreadId.None);
                break;
            case TraceKind.ProbeStart or TraceKind.ProbeEnd when _handedOver.Count > 0:
                OnProbe(e);
                break;
            default:
                break;
        }
    }

    /// <summary>Whom a thread waits for; nobody when it does not wait.</summary>
    internal IReadOnlyList<WaitEdge> Of(int thread)
    {
        if (_waits.TryGetValue(thread, out var wait))
        {
            return wait.Kind switch
            {
                TraceKind.LockWait => [new(thread, _holders[wait.Device], FindingWait.DeviceLock, wait, 0)],
                TraceKind.NamedLockWait when wait.As<NamedLockWaitEvent>().Lock is var named => [new(thread, _namedHolders[named], FindingWait.NamedLock, wait, 0, named)],
                _ => [.. OfSynchronising(wait)],
            };
        }

        return [.. _handedOver.Values.Where(h => h.HandedOver.Thread == thread && h.Worker != ThreadId.None)
            .Select(h => new WaitEdge(thread, h.Worker, FindingWait.RunningProbe, h.HandedOver, 0))];
    }

    private IEnumerable<WaitEdge> OfSynchronising(TraceEvent wait) => wait.As<SyncWaitEvent>().Domain switch
    {
        SyncDomain.Full => _jobs.Where(j => j.Value > 0 && j.Value < wait.As<SyncWaitEvent>().Cookie).OrderBy(j => j.Value)
            .Select(j => new WaitEdge(wait.Thread, j.Key, FindingWait.AsyncWork, wait, j.Value)),
        SyncDomain.DeferredWork => _jobs.Where(j => j.Value == 0)
            .Select(j => new WaitEdge(wait.Thread, j.Key, FindingWait.DeferredWork, wait, 0)),
        SyncDomain.ProbeCount => _callsInProbes.Keys.Order()
            .Select(t => new WaitEdge(wait.Thread, t, FindingWait.RunningProbe, wait, 0)),
        _ => [],
    };

    private void OnCall(in TraceEvent e)
    {
        var inProbe = e.Kind == TraceKind.CallStart ? e.As<CallStartEvent>().InProbe : e.As<CallEndEvent>().InProbe;
        if (inProbe < 0)
        {
            _inline.Remove(e.Thread);
            return;
        }

        var depth = _callsInProbes.GetValueOrDefault(e.Thread) + (e.Kind == TraceKind.CallStart ? 1 : -1);
        if (depth == 0)
        {
            _callsInProbes.Remove(e.Thread);
        }
        else
        {
            _callsInProbes[e.Thread] = depth;
        }
    }

    private void OnProbe(in TraceEvent e)
    {
        if (!_handedOver.TryGetValue(e.Device, out var handedOver))
        {
            return;
        }

        if (e.Kind == TraceKind.ProbeEnd)
        {
            _handedOver.Remove(e.Device);
        }
        else if (handedOver.Worker == ThreadId.None)
        {
            _handedOver[e.Device] = (handedOver.HandedOver, e.Thread);
        }
    }
}
