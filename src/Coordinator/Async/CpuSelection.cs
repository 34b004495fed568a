using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Coordinator.Async;

/// <summary>
/// queue_work_node() of kernel/workqueue.c: workqueue_select_cpu_near() and wq_select_unbound_cpu(). Owns the round-robin
/// cursors (wq_rr_cpu_last, which begins at CPU 0) of CPUs that may not run unbound work. Distances are never used.
/// </summary>
internal sealed class CpuSelection
{
    private readonly CoreContext _core;
    private readonly OnlineCpus _online;
    private readonly Dictionary<int, int> _cursors = [];

    internal CpuSelection(CoreContext core, OnlineCpus online)
    {
        _core = core;
        _online = online;
    }

    /// <summary>The CPU for work near a node: the submitter's if it is on the node, else the node's first online one, else <see cref="Unbound"/>.</summary>
    /// <param name="node">Node asked for; -1, unknown or without online CPU means none.</param>
    /// <param name="submitter">CPU of the submitting thread.</param>
    internal (int Cpu, Pod Pod) Near(int node, int submitter)
    {
        if (!_core.Model.NodeExists(node) || _core.Model.CommandLine.IgnoresNodes(_core.Model.Generation))
        {
            return Unbound(submitter);
        }

        if (_core.Model.NodeOfCpu(submitter) == node && _online[submitter])
        {
            return WithPod(submitter);
        }

        foreach (var cpu in _core.Model.Scenario.Topology.Nodes[node].Cpus)
        {
            if (_online[cpu])
            {
                return WithPod(cpu);
            }
        }

        return Unbound(submitter);
    }

    /// <summary>The CPU for work without a node: the submitter's if unbound work may run there, else one of the allowed in turn.</summary>
    /// <param name="submitter">CPU of the submitting thread.</param>
    internal (int Cpu, Pod Pod) Unbound(int submitter)
    {
        var allowed = _core.Model.Pods.Allowed;
        if (allowed.Contains(submitter))
        {
            return WithPod(submitter);
        }

        var next = NextAllowed(_cursors.GetValueOrDefault(submitter));
        if (next < 0)
        {
            return WithPod(submitter);
        }

        _cursors[submitter] = next;
        return WithPod(next);
    }

    /// <summary>cpumask_next_and() and then cpumask_first_and(): the next allowed online CPU after one, or -1.</summary>
    private int NextAllowed(int after)
    {
        var first = -1;
        foreach (var cpu in _core.Model.Pods.Allowed)
        {
            if (_online[cpu])
            {
                if (cpu > after)
                {
                    return cpu;
                }

                first = first < 0 ? cpu : first;
            }
        }

        return first;
    }

    private (int Cpu, Pod Pod) WithPod(int cpu) => (cpu, _core.Model.Pods.OfCpu(cpu, _online));
}
