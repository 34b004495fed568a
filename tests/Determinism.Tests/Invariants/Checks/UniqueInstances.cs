using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>No two devices of a driver have the same instance at a time, from probe entry until the probe failed or the driver was unbound.</summary>
internal sealed class UniqueInstances(RunFacts facts) : TraceCheck(facts)
{
    private readonly Dictionary<(int Driver, long Instance), int> _owner = [];
    private readonly Dictionary<int, (int Driver, long Instance)> _instance = [];

    internal override string Rule => "instances are unique among live ones";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.ProbeStart:
                if (e.B < 0 || !_owner.TryAdd((e.Driver, e.B), e.Device))
                {
                    Violated(e, $"takes instance {e.B} of device {_owner.GetValueOrDefault((e.Driver, e.B), -1)}");
                }

                _instance[e.Device] = (e.Driver, e.B);
                break;
            case TraceKind.NotBound or TraceKind.Unbound:
                if (!_instance.Remove(e.Device, out var instance) || !_owner.Remove(instance))
                {
                    Violated(e, "gives back an instance that it does not have");
                }

                break;
            default:
                break;
        }
    }
}
