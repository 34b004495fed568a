using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>A device has at most one driver, which is bound after a probe of it returned 0 and is the one that is unbound.</summary>
internal sealed class OneDriverBound(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<int, int> _bound = [];
    private readonly Dictionary<int, int> _probed = [];

    internal override string Rule => "a device has at most one driver";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.ProbeStart when _bound.TryGetValue(e.Device, out var driver):
                Violated(e, $"is probed while bound to driver {driver}");
                break;
            case TraceKind.ProbeEnd when e.A == 0:
                _probed[e.Device] = e.Driver;
                break;
            case TraceKind.Bound:
                OnBound(e);
                break;
            case TraceKind.Unbound when !_bound.Remove(e.Device, out var driver) || driver != e.Driver:
                Violated(e, "loses a driver that it does not have");
                break;
            default:
                break;
        }
    }

    private void OnBound(in TraceEvent e)
    {
        if (!_bound.TryAdd(e.Device, e.Driver))
        {
            Violated(e, $"is bound to driver {_bound[e.Device]} already");
        }

        if (!_probed.Remove(e.Device, out var driver) || driver != e.Driver)
        {
            Violated(e, "is bound without a successful probe");
        }
    }
}
