using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>Only devices that were added, and not removed since, are probed or deferred; a dying one is not probed either (since 5.10).</summary>
internal sealed class PresentDevices(RunFacts facts) : TraceCheck(facts)
{
    private readonly HashSet<int> _present = [];
    private readonly HashSet<int> _dying = [];

    internal override string Rule => "only devices that are there are probed";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.DeviceAdded when !_present.Add(e.Device):
                Violated(e, "is added twice");
                break;
            case TraceKind.DeviceDeleting:
                _dying.Add(e.Device);
                break;
            case TraceKind.DeviceRemoved:
                _dying.Remove(e.Device);
                if (!_present.Remove(e.Device))
                {
                    Violated(e, "is removed and was not there");
                }

                break;
            case TraceKind.ProbeStart or TraceKind.Retried or TraceKind.Deferred when !_present.Contains(e.Device) && !Facts.MayProbeRemoved:
                Violated(e, "is not there");
                break;
            case TraceKind.ProbeStart when _dying.Contains(e.Device) && !Facts.MayProbeRemoved:
                Violated(e, "is probed while it is being removed");
                break;
            default:
                break;
        }
    }
}
