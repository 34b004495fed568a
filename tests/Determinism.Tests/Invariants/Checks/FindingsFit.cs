using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>A kernel does wrong only what that kernel could, and threads wait for each other only in a run that hangs.</summary>
internal sealed class FindingsFit(RunFacts facts) : TraceCheck(facts)
{
    private static readonly FindingKind[] Hangs = [FindingKind.FlushUnderLock, FindingKind.InlineUnderLock, FindingKind.SelfWait, FindingKind.Deadlock];

    private TraceEvent? _hang;
    private int _waits;

    internal override string Rule => "a kernel does wrong what it could";

    internal override void Add(in TraceEvent e)
    {
        if (e.Kind == TraceKind.FindingWait)
        {
            _waits--;
            if (_waits < 0)
            {
                Violated(e, "is a wait of no deadlock");
            }

            return;
        }

        if (_waits > 0)
        {
            Violated(e, "comes where the waits of a deadlock should");
            _waits = 0;
        }

        if (e.Kind == TraceKind.Finding)
        {
            OnFinding(e);
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (_hang is { } hang && end.Status == RunStatus.Completed)
        {
            Violated(hang, "is a deadlock of a run that completed");
        }
    }

    private void OnFinding(in TraceEvent e)
    {
        _waits = e.E;
        var kind = (FindingKind)e.A;
        if (!Facts.CanFind(kind))
        {
            Violated(e, $"is {kind}, which that kernel never does");
        }

        if (Hangs.Contains(kind))
        {
            _hang = e;
        }
    }
}
