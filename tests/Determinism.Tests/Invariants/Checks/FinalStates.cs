using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>What is reported at the end is what the events before it say: presence, driver and node of every device.</summary>
internal sealed class FinalStates(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, int> _bound = [];
    private readonly Dictionary<int, long> _present = [];
    private readonly HashSet<int> _reported = [];

    internal override string Rule => "the final state is that of the last events";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.DeviceAdded:
                _present[e.Device] = e.A;
                break;
            case TraceKind.NodeChanged:
                _present[e.Device] = e.B;
                break;
            case TraceKind.DeviceRemoved:
                _present.Remove(e.Device);
                break;
            case TraceKind.Bound:
                _bound[e.Device] = e.Driver;
                break;
            case TraceKind.Unbound:
                _bound.Remove(e.Device);
                break;
            case TraceKind.FinalDevice:
                OnFinal(e);
                break;
            default:
                break;
        }
    }

    internal override void Finish(RunEnd end)
    {
        if (end.Status != RunStatus.LimitReached && _reported.Count != Facts.Scenario.Devices.Length)
        {
            Violated($"{_reported.Count} of {Facts.Scenario.Devices.Length} devices are reported");
        }
    }

    private void OnFinal(in TraceEvent e)
    {
        var isPresent = _present.TryGetValue(e.Device, out var node);
        if (!_reported.Add(e.Device) || isPresent != (e.B != 0) || (isPresent && node != e.A))
        {
            Violated(e, $"is reported as {(e.B != 0 ? "there" : "gone")} on node {e.A}, by the events {(isPresent ? "there" : "gone")} on node {node}");
        }

        var driver = _bound.GetValueOrDefault(e.Device, -1);
        if (driver != e.Driver && !(Facts.MayProbeRemoved && e.B == 0))
        {
            Violated(e, $"is reported bound to {e.Driver}, by the events to {driver}");
        }
    }
}
