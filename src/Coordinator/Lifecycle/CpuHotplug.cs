using NumaProbe.Shared;
using NumaProbe.Shared.Topology;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Lifecycle;

/// <summary>
/// cpu_up() and cpu_down() of kernel/cpu.c: tells every node, so that threads move away and new work is sent elsewhere. Owns
/// cpu_add_remove_lock: one change at a time, or two threads could take the last two CPUs away at once; and cpu_hotplug_disabled: while a
/// PCI device is probed nothing changes.
/// </summary>
internal sealed class CpuHotplug
{
    private readonly CoreContext _core;
    private readonly OnlineCpus _online;
    private Signal? _changing;
    private int _disabled;

    internal CpuHotplug(CoreContext core, OnlineCpus online)
    {
        _core = core;
        _online = online;
    }

    /// <summary>A CPU is being changed.</summary>
    internal bool IsChanging => _changing is not null;

    /// <summary>cpu_hotplug_disable(), when nothing is changing.</summary>
    internal void Disable()
    {
        Invariant.Require(!IsChanging, "hotplug-is-disabled-between-changes");
        _disabled++;
    }

    /// <summary>cpu_hotplug_enable().</summary>
    internal void Enable()
    {
        Invariant.Require(_disabled > 0, "hotplug-was-disabled");
        _disabled--;
    }

    /// <summary>Waits while a CPU is being changed.</summary>
    /// <param name="thread">Number of the thread.</param>
    internal async Flow WaitForChange(int thread)
    {
        while (_changing is not null)
        {
            await _core.Wait(thread, _changing);
        }
    }

    /// <summary>Changes one CPU; -EBUSY while it is disabled, and the last online CPU cannot go.</summary>
    internal async Flow<int> Set(KernelTask task, int cpu, bool online)
    {
        if (_core.Model.NodeOfCpu(cpu) < 0)
        {
            return Errno.InvalidArgument;
        }

        await WaitForChange(task.Thread);
        _changing = new Signal(_core.Partition);
        var result = await SetLocked(task, cpu, online);
        var changed = _changing;
        _changing = null;
        changed.Raise();
        return result;
    }

    /// <summary>Changes every CPU of a node.</summary>
    internal async Flow<int> SetNode(KernelTask task, int node, bool online)
    {
        if (!_core.Model.NodeExists(node))
        {
            return Errno.InvalidArgument;
        }

        foreach (var cpu in _core.Model.Scenario.Topology.Nodes[node].Cpus)
        {
            var result = await Set(task, cpu, online);
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }

    private async Flow<int> SetLocked(KernelTask task, int cpu, bool online)
    {
        if (_online[cpu] == online)
        {
            return 0;
        }

        if (_disabled > 0 || (!online && _online.Count == 1))
        {
            return Errno.Busy;
        }

        await _core.Sleep(task.Thread, online ? _core.Model.Costs.CpuOnlineNs : _core.Model.Costs.CpuOfflineNs);
        _online.Set(cpu, online);
        for (var node = 0; node < _core.Model.NodeCount; node++)
        {
            await _core.Partition.Ask<Done>(Addresses.Node(node), new CpuChanged(cpu, online));
        }

        _core.Trace(new CpuStateEvent(cpu, online), task);
        task.Cpu = _online.Nearest(task.Cpu);
        return 0;
    }
}
