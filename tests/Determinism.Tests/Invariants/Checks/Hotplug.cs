using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>Which CPUs are online for certain: while a call that changes a CPU runs, nobody can say.</summary>
/// <param name="facts">What the scenario says.</param>
internal sealed class Hotplug(RunFacts facts)
{
    private readonly HashSet<int> _offline = [.. facts.Scenario.Topology.OfflineCpus];
    private readonly Dictionary<int, int> _changing = [];

    /// <summary>Takes the next event.</summary>
    /// <returns>The CPUs about which nothing is certain from now on.</returns>
    internal IReadOnlyList<int> Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.CallStart when e.A >= 0:
                var cpus = ChangedBy(e.A);
                foreach (var cpu in cpus)
                {
                    _changing[cpu] = _changing.GetValueOrDefault(cpu) + 1;
                }

                return cpus;
            case TraceKind.CallEnd when e.A >= 0:
                foreach (var cpu in ChangedBy(e.A))
                {
                    _changing[cpu]--;
                }

                return [];
            case TraceKind.CpuState:
                _ = e.B == 0 ? _offline.Add((int)e.A) : _offline.Remove((int)e.A);
                return [];
            default:
                return [];
        }
    }

    internal bool IsOnline(int cpu) => IsCertain(cpu) && !_offline.Contains(cpu);

    internal bool IsOffline(int cpu) => IsCertain(cpu) && _offline.Contains(cpu);

    private bool IsCertain(int cpu) => _changing.GetValueOrDefault(cpu) == 0;

    private int[] ChangedBy(long number)
    {
        var call = facts.Scenario.Events.ElementAtOrDefault((int)number);
        return call?.Operation switch
        {
            EventOperation.CpuOffline or EventOperation.CpuOnline => [EventTargets.Number(call!.Target!)],
            EventOperation.NodeOffline or EventOperation.NodeOnline => [.. facts.CpusOfNode[EventTargets.Number(call!.Target!)]],
            _ => [],
        };
    }
}
