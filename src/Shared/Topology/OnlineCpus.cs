using System.Collections.Immutable;
using NumaProbe.VirtualTime;

namespace NumaProbe.Shared.Topology;

/// <summary>
/// Which CPUs are online, as one partition knows it. Every partition has its own copy and is told of changes by message;
/// only its owner may change it.
/// </summary>
public sealed class OnlineCpus
{
    private readonly bool[] _online;
    private readonly ImmutableArray<int> _nodeOfCpu;

    /// <summary>The state at virtual time 0.</summary>
    /// <param name="topology">The machine.</param>
    public OnlineCpus(MachineTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        _nodeOfCpu = topology.NodeOfCpu();
        _online = [.. _nodeOfCpu.Select((node, cpu) => node >= 0 && !topology.OfflineCpus.Contains(cpu))];
    }

    /// <summary>True when the CPU exists and is online.</summary>
    public bool this[int cpu] => (uint)cpu < (uint)_online.Length && _online[cpu];

    /// <summary>Online CPUs.</summary>
    public int Count => _online.Count(online => online);

    /// <summary>Changes one CPU.</summary>
    public void Set(int cpu, bool online) => _online[cpu] = online;

    /// <summary>The CPU itself if online, else the first online CPU of its node, else the first of the machine.</summary>
    /// <param name="cpu">A CPU number.</param>
    public int Nearest(int cpu)
    {
        if (this[cpu])
        {
            return cpu;
        }

        var node = (uint)cpu < (uint)_nodeOfCpu.Length ? _nodeOfCpu[cpu] : MachineTopology.NoNode;
        var anywhere = Array.FindIndex(_online, 0, _online.Length, online => online);
        Invariant.Require(anywhere >= 0, "a-cpu-is-online");
        for (var other = 0; other < _online.Length; other++)
        {
            if (_online[other] && _nodeOfCpu[other] == node)
            {
                return other;
            }
        }

        return anywhere;
    }
}
