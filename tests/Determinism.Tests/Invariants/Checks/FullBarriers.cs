using NumaProbe.Shared.Traces;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>async_synchronize_full() returns only after a moment without any outstanding entry.</summary>
internal sealed class FullBarriers(RunFacts facts) : TraceCheck(facts)
{
    private readonly HashSet<long> _outstanding = [];
    private readonly HashSet<int> _waiting = [];

    internal override string Rule => "a full barrier waits for every asynchronous function";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.AsyncScheduled:
                _outstanding.Add(e.A);
                break;
            case TraceKind.JobEnd:
                _outstanding.Remove(e.A);
                break;
            case TraceKind.SyncWait when e.A == (long)SyncDomain.Full:
                _waiting.Add(e.Thread);
                break;
            case TraceKind.SyncDone when e.A == (long)SyncDomain.Full && _waiting.Remove(e.Thread):
                Violated(e, $"{_outstanding.Count} functions have been outstanding all the time");
                break;
            default:
                break;
        }

        if (_outstanding.Count == 0)
        {
            _waiting.Clear();
        }
    }
}
