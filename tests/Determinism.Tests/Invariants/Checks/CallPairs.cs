using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>What a thread calls returns to it, the inner call first; a thread of the scenario makes its calls in file order.</summary>
internal sealed class CallPairs(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, Stack<(long Event, long InProbe)>> _open = [];
    private readonly Dictionary<int, Queue<long>> _due = facts.Scenario.Threads.ToDictionary(
        thread => thread.Id, thread => new Queue<long>(facts.Scenario.Events.Where(e => e.Thread == thread.Id).Select(e => (long)e.Index)));

    internal override string Rule => "every call returns";

    internal override void Add(in TraceEvent e)
    {
        if (e.Kind == TraceKind.CallStart)
        {
            if (e.A >= 0 && (!_due[e.Thread].TryDequeue(out var due) || due != e.A))
            {
                Violated(e, "is not the next event of its thread");
            }

            Open(e.Thread).Push((e.A, e.C));
        }
        else if (e.Kind == TraceKind.CallEnd && (!Open(e.Thread).TryPop(out var call) || call != (e.A, e.C)))
        {
            Violated(e, "returns what was not called last");
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status == RunStatus.Completed && (_open.Values.Any(calls => calls.Count > 0) || _due.Values.Any(events => events.Count > 0)))
        {
            Violated("a completed run has calls that did not return or were never made");
        }
    }

    private Stack<(long Event, long InProbe)> Open(int thread)
    {
        if (!_open.TryGetValue(thread, out var calls))
        {
            _open[thread] = calls = new Stack<(long, long)>();
        }

        return calls;
    }
}
