using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Shared.Events.Waits;

/// <summary>
/// Watches the events of a run on their way to a sink and, when the run hangs, finds the threads that wait for each other in a circle. Owns
/// the open waits; must never change an event.
/// </summary>
/// <param name="next">Takes the events, or null.</param>
public sealed class WaitGraph(ITraceSink? next = null) : ITraceSink
{
    private const int MostCycles = 8;

    private readonly OpenWaits _waits = new();

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        _waits.Add(traceEvent);
        next?.Write(traceEvent);
    }

    /// <summary>Records every circle: what it is, and then each wait of it. Call once, when nothing can happen any more.</summary>
    /// <param name="tracer">Whose events they become.</param>
    /// <param name="generation">The generation of the run.</param>
    /// <param name="atNs">Virtual time of the end.</param>
    public void Report(Tracer tracer, KernelGeneration generation, long atNs)
    {
        ArgumentNullException.ThrowIfNull(tracer);
        foreach (var cycle in Cycles().Take(MostCycles).ToList())
        {
            var first = cycle[0];
            var device = cycle.Where(e => e.For == FindingWait.DeviceLock).Select(e => e.Wait.Device).FirstOrDefault(-1);
            tracer.Find(
                KindOf(cycle), generation, atNs, first.Waiter, first.Wait.Cpu, device, -1, -1,
                sinceNs: cycle.Max(e => e.Wait.TimeNs), waits: cycle.Count);
            foreach (var edge in cycle)
            {
                var wanted = edge.For is FindingWait.AsyncWork or FindingWait.NamedLock ? -1 : edge.Wait.Device;
                tracer.Emit(
                    new FindingWaitEvent(edge.For, edge.Holder, edge.Cookie, edge.Wait.TimeNs, edge.Lock),
                    atNs, edge.Waiter, edge.Wait.Cpu, wanted);
            }
        }
    }

    private FindingKind KindOf(List<WaitEdge> cycle)
    {
        if (cycle.Exists(e => e.Wait is { Kind: TraceKind.SyncWait, Device: >= 0 }))
        {
            return FindingKind.FlushUnderLock;
        }

        return cycle switch
        {
            [{ For: FindingWait.AsyncWork }] => FindingKind.SelfWait,

            // the job waits for the worker of a CPU that probes in its stead
            [_, _] when cycle.Exists(e => e.For == FindingWait.AsyncWork) && cycle.Exists(e => e.Wait.Kind == TraceKind.HandedOver) => FindingKind.SelfWait,
            [{ For: FindingWait.DeviceLock } own] when _waits.RunsInline(own.Waiter) => FindingKind.InlineUnderLock,
            _ => FindingKind.Deadlock,
        };
    }

    // every thread is entered once, so each circle is met once, at the wait that leads back into the path
    private IEnumerable<List<WaitEdge>> Cycles()
    {
        var seen = new HashSet<int>();
        foreach (var root in _waits.Waiters)
        {
            var path = new List<WaitEdge>();
            var open = new Stack<(int Thread, IReadOnlyList<WaitEdge> Edges, int Next)>();
            if (seen.Add(root))
            {
                open.Push((root, _waits.Of(root), 0));
            }

            while (open.TryPop(out var at))
            {
                path.RemoveRange(open.Count, path.Count - open.Count);
                if (at.Next == at.Edges.Count)
                {
                    continue;
                }

                var edge = at.Edges[at.Next];
                open.Push((at.Thread, at.Edges, at.Next + 1));
                path.Add(edge);
                var start = path.FindIndex(e => e.Waiter == edge.Holder);
                if (start >= 0)
                {
                    yield return path[start..];
                }
                else if (seen.Add(edge.Holder))
                {
                    open.Push((edge.Holder, _waits.Of(edge.Holder), 0));
                }
            }
        }
    }
}
