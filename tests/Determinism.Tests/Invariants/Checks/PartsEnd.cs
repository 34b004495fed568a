using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>The parts of a probe end before its driver fails or is removed.</summary>
internal sealed class PartsEnd(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, int> _running = [];

    internal override string Rule => "no part of a probe outlives its driver";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.PartStart:
                _running[e.Device] = _running.GetValueOrDefault(e.Device) + 1;
                break;
            case TraceKind.PartEnd:
                _running[e.Device] = _running.GetValueOrDefault(e.Device) - 1;
                break;
            case TraceKind.RemoveStart or TraceKind.NotBound when _running.GetValueOrDefault(e.Device) != 0:
                Violated(e, "goes while a part of its probe runs");
                break;
            default:
                break;
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status == RunStatus.Completed && _running.Values.Any(count => count != 0))
        {
            Violated("a completed run has parts of probes that did not end");
        }
    }
}
