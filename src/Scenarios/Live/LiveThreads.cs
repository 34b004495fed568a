using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Live;

/// <summary>Ids and CPUs of the kernel threads that injections add.</summary>
internal static class LiveThreads
{
    /// <summary>The first CPU of the lowest node that has one online at the start: the boot node's.</summary>
    internal static int Cpu(MachineTopology topology) =>
        topology.Nodes.SelectMany(static n => n.Cpus.Order()).First(cpu => !topology.OfflineCpus.Contains(cpu));

    /// <summary>The lowest id that no thread has, or -1 when a scenario may have no further thread.</summary>
    internal static int NextId(Scenario scenario)
    {
        if (scenario.Threads.Length >= ScenarioLimits.Threads)
        {
            return ThreadId.None;
        }

        var taken = scenario.Threads.Select(static t => t.Id).ToHashSet();
        return Enumerable.Range(0, taken.Count + 1).First(id => !taken.Contains(id));
    }
}
