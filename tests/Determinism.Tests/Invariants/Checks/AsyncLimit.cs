using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>At most so many asynchronous functions run at once in the pools of a node, and in the pool of no node.</summary>
internal sealed class AsyncLimit(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, int> _running = [];

    internal override string Rule => "a node runs no more asynchronous functions than its limit";

    internal override void Add(in TraceEvent e)
    {
        if (e.Kind is not (TraceKind.JobStart or TraceKind.JobEnd) || e.A == 0)
        {
            return;
        }

        var node = Facts.NodeOfPool(e.B);
        var running = _running.GetValueOrDefault(node) + (e.Kind == TraceKind.JobStart ? 1 : -1);
        _running[node] = running;
        if (running > Facts.AsyncLimit)
        {
            Violated(e, $"{running} run on node {node}, and {Facts.AsyncLimit} may");
        }
    }
}
