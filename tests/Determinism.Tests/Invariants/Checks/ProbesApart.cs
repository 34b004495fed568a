using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>Probes and removals of one device come one after another, and each ends in the thread that began it.</summary>
internal sealed class ProbesApart(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, TraceEvent> _running = [];

    internal override string Rule => "probes of a device never overlap";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.ProbeStart or TraceKind.RemoveStart:
                if (!_running.TryAdd(e.Device, e))
                {
                    Violated(e, $"begins during the one of {ThreadId.Name(_running[e.Device].Thread)}");
                }

                break;
            case TraceKind.ProbeEnd:
                End(e, TraceKind.ProbeStart);
                break;
            case TraceKind.RemoveEnd:
                End(e, TraceKind.RemoveStart);
                break;
            default:
                break;
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status == RunStatus.Completed && _running.Count > 0)
        {
            Violated("a completed run has probes that did not end");
        }
    }

    private void End(in TraceEvent e, TraceKind start)
    {
        if (!_running.Remove(e.Device, out var running) || (running.Kind, running.Thread, running.Driver) != (start, e.Thread, e.Driver))
        {
            Violated(e, "ends what did not begin");
        }
        else if (running.TimeNs >= e.TimeNs)
        {
            Violated(e, "took no time");
        }
    }
}
