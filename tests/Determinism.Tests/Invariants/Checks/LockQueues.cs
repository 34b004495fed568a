using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>A thread that waits for a device lock does nothing else, gets it after those who asked before, and says truly how long it took.</summary>
internal sealed class LockQueues(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, TraceEvent> _waiting = [];
    private readonly Dictionary<int, List<int>> _queues = [];

    internal override string Rule => "a device lock is handed over in turn";

    internal override void Add(in TraceEvent e)
    {
        if (e.Kind == TraceKind.LockAcquired)
        {
            OnAcquired(e);
        }
        else if (e.Kind is not (TraceKind.Blocked or TraceKind.Finding or TraceKind.FindingWait) && e.Thread != ThreadId.None && _waiting.TryGetValue(e.Thread, out var wait))
        {
            Violated(e, $"acts while it waits for the lock of device {wait.Device}");
        }

        if (e.Kind == TraceKind.LockWait)
        {
            _waiting[e.Thread] = e;
            Queue(e.Device).Add(e.Thread);
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status == RunStatus.Completed && _waiting.Count > 0)
        {
            Violated("a completed run has threads that wait for a lock");
        }
    }

    private void OnAcquired(in TraceEvent e)
    {
        if (!_waiting.Remove(e.Thread, out var wait) || wait.Device != e.Device)
        {
            Violated(e, "got a lock that it did not wait for");
        }
        else if (e.TimeNs - wait.TimeNs != e.A)
        {
            Violated(e, $"waited {e.TimeNs - wait.TimeNs} ns and says {e.A}");
        }

        var queue = Queue(e.Device);
        if (queue.Count == 0 || queue[0] != e.Thread)
        {
            Violated(e, "got the lock before others who asked earlier");
        }

        queue.Remove(e.Thread);
    }

    private List<int> Queue(int device)
    {
        if (!_queues.TryGetValue(device, out var queue))
        {
            _queues[device] = queue = [];
        }

        return queue;
    }
}
