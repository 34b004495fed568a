using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>
/// A thread that synchronises goes on only after a moment in which no function that it waits for was outstanding: of its domain, and
/// with a lower cookie than the one it named.
/// </summary>
internal sealed class Barriers(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<long, SyncDomain> _outstanding = [];
    private readonly Dictionary<int, (SyncDomain Domain, long Cookie)> _waiting = [];
    private readonly Dictionary<int, EventOperation> _call = [];

    internal override string Rule => "a barrier waits for every function before it";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.CallStart:
                _call[e.Thread] = (EventOperation)e.B;
                break;
            case TraceKind.AsyncScheduled:
                _outstanding[e.A] = IsExclusive(e) ? SyncDomain.Exclusive : SyncDomain.Full;
                break;
            case TraceKind.JobEnd:
                _outstanding.Remove(e.A);
                break;
            case TraceKind.SyncWait when e.A is (long)SyncDomain.Full or (long)SyncDomain.Exclusive:
                _waiting[e.Thread] = ((SyncDomain)e.A, e.B);
                break;
            case TraceKind.SyncDone when _waiting.Remove(e.Thread):
                Violated(e, "goes on, and never was there a moment to do so");
                break;
            default:
                break;
        }

        foreach (var (thread, wait) in _waiting)
        {
            if (!_outstanding.Any(entry => entry.Value == wait.Domain && entry.Key < wait.Cookie))
            {
                _waiting.Remove(thread);
            }
        }
    }

    private bool IsExclusive(in TraceEvent e) =>
        e.B == (long)AsyncSide.Registration || e.B == (long)AsyncSide.Raw && _call.GetValueOrDefault(e.Thread) == EventOperation.AsyncJobExclusive;
}
