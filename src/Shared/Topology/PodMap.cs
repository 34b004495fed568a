using System.Collections.Immutable;

namespace NumaProbe.Shared.Topology;

/// <summary>
/// Which pool a CPU's unbound work goes to (unbound_pwq() and wq_calc_pod_cpumask() of kernel/workqueue.c). Derived from
/// topology, affinity scope and the unbound cpumask; never changes in a run.
/// </summary>
public sealed class PodMap
{
    private readonly int[] _podOfCpu;

    /// <summary>Builds the map.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="scope">How CPUs are grouped.</param>
    /// <param name="unboundCpus">CPUs that unbound workers may use; empty for all.</param>
    public PodMap(MachineTopology topology, AffinityScope scope, ImmutableArray<int> unboundCpus)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var wanted = unboundCpus.ToHashSet();
        var allowed = topology.Nodes.SelectMany(n => n.Cpus).Where(cpu => wanted.Count == 0 || wanted.Contains(cpu)).Order().ToImmutableArray();
        var isAllowed = allowed.ToHashSet();
        BootNode = topology.Nodes.First(n => !n.Cpus.IsEmpty).Id;
        _podOfCpu = Enumerable.Repeat(-1, topology.CpuCount).ToArray();
        var pods = ImmutableArray.CreateBuilder<Pod>();
        foreach (var (cpus, node) in Groups(topology, scope))
        {
            var usable = cpus.Where(cpu => isAllowed.Contains(cpu)).ToImmutableArray();
            if (usable.IsEmpty)
            {
                continue;
            }

            foreach (var cpu in cpus)
            {
                _podOfCpu[cpu] = pods.Count;
            }

            pods.Add(new Pod(pods.Count, usable, node ?? BootNode));
        }

        Default = new Pod(pods.Count, allowed, BootNode);
        pods.Add(Default);
        Pods = pods.ToImmutable();
        Allowed = allowed;
    }

    /// <summary>The node that the coordinator sits on: the first with a CPU.</summary>
    public int BootNode { get; }

    /// <summary>All pods; the default one last.</summary>
    public ImmutableArray<Pod> Pods { get; }

    /// <summary>The pod of all allowed CPUs, used when a CPU's own pod has none that is allowed and online.</summary>
    public Pod Default { get; }

    /// <summary>CPUs that unbound workers may use, ascending (wq_unbound_cpumask).</summary>
    public ImmutableArray<int> Allowed { get; }

    /// <summary>The pod that work queued on a CPU goes to.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="online">Which CPUs are online.</param>
    public Pod OfCpu(int cpu, OnlineCpus online)
    {
        ArgumentNullException.ThrowIfNull(online);
        var pod = _podOfCpu[cpu];
        if (pod < 0)
        {
            return Default;
        }

        foreach (var member in Pods[pod].Cpus)
        {
            if (online[member])
            {
                return Pods[pod];
            }
        }

        return Default;
    }

    private static IEnumerable<(ImmutableArray<int> Cpus, int? Node)> Groups(MachineTopology topology, AffinityScope scope) => scope switch
    {
        AffinityScope.System => [(topology.Nodes.SelectMany(n => n.Cpus).ToImmutableArray(), null)],
        AffinityScope.Numa => topology.Nodes.Where(n => !n.Cpus.IsEmpty).Select(n => (n.Cpus, (int?)n.Id)),
        AffinityScope.Cache => topology.Nodes.SelectMany(n => n.Caches.Select(cache => (cache, (int?)n.Id))),
        _ => topology.Nodes.SelectMany(n => n.Cpus.Select(cpu => (ImmutableArray.Create(cpu), (int?)n.Id))),
    };
}
