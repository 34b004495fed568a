using System.Collections.Immutable;

namespace NumaProbe.Shared.Topology;

/// <summary>A group of CPUs with one pool of unbound workers (wq_pod_type of kernel/workqueue.c; up to 6.4 always a node).</summary>
/// <param name="Id">Number of its pool.</param>
/// <param name="Cpus">CPUs, ascending, restricted to those unbound workers may use.</param>
/// <param name="HomeNode">Node whose partition hosts the pool: the pod's own, or the boot node's for a pod over several nodes.</param>
public sealed record Pod(int Id, ImmutableArray<int> Cpus, int HomeNode);
