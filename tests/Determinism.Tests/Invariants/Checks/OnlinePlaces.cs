using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>Nothing begins on a CPU that does not exist or is offline.</summary>
internal sealed class OnlinePlaces(RunFacts facts) : TraceCheck(facts)
{
    private readonly Hotplug _hotplug = new(facts);

    internal override string Rule => "nothing begins on an offline CPU";

    internal override void Add(in TraceEvent e)
    {
        _hotplug.Add(e);
        if (e.Kind is not (TraceKind.ProbeStart or TraceKind.RemoveStart or TraceKind.JobStart or TraceKind.CallStart))
        {
            return;
        }

        if (Facts.NodeOf(e.Cpu) < 0)
        {
            Violated(e, $"there is no CPU {e.Cpu}");
        }
        else if (_hotplug.IsOffline(e.Cpu))
        {
            Violated(e, $"CPU {e.Cpu} is offline");
        }
    }
}
