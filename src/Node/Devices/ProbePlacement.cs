using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// Where a driver's probe() is called: in the probing thread, or by a worker on the device's node while that thread waits. PCI does so for all
/// its devices (pci_call_probe() of drivers/pci/pci-driver.c, with work_on_cpu() of kernel/workqueue.c); the proposal of 2026 for the
/// synchronous probes of every bus, and then not PCI. Owns nothing.
/// </summary>
internal sealed class ProbePlacement
{
    private readonly NodeState _state;

    internal ProbePlacement(NodeState state) => _state = state;

    /// <summary>The CPU on which a worker shall call probe(), or null: the calling thread does it.</summary>
    /// <param name="device">The device.</param>
    /// <param name="context">The probing thread.</param>
    /// <param name="admitted">What the driver core said.</param>
    internal int? CpuFor(DeviceActor device, ThreadContext context, ProbeAdmitted admitted)
    {
        if (_state.Model.IsProbedByPci(device.Device))
        {
            return admitted.PhysfnIsProbed ? null : CpuOfPci(device.NumaNode);
        }

        return _state.HandsOver && !context.IsAsync && _state.Model.NodeOfCpu(context.Cpu) != device.NumaNode
            ? FirstCpu(device.NumaNode, static (_, _) => true)
            : null;
    }

    /// <summary>Lets a worker call probe() and waits.</summary>
    /// <param name="device">The device.</param>
    /// <param name="context">The probing thread.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="instance">Number of its instance.</param>
    /// <param name="cpu">What <see cref="CpuFor"/> said.</param>
    /// <returns>What probe() returned.</returns>
    internal async Flow<int> HandOver(DeviceActor device, ThreadContext context, int driver, int instance, int cpu)
    {
        var partition = device.Partition;
        var pod = _state.Model.IsProbedByPci(device.Device) ? null : _state.Model.Pods.OfCpu(cpu, _state.Online);
        var item = new WorkItem(0, AsyncSide.HandedOver, device.Id, pod?.Id ?? -1, cpu);
        _state.Tracer.Emit(
            new HandedOverEvent(device.NumaNode, cpu, item.Pool),
            partition.NowNs, context.Thread, context.Cpu, device.Device, driver);
        var probe = new HandedOverProbe(context, driver, instance, new Signal(partition));
        device.HandedOver = probe;
        var queue = pod is null ? Addresses.CpuWorkQueue(_state.Model.NodeOfCpu(cpu)) : Addresses.WorkQueue(pod.HomeNode);
        partition.Send(queue, new QueueWork(item), ReplyTo.None, _state.Model.Costs.AsyncScheduleNs);
        await WorkerSleep.Until(partition, _state.Model, context.Thread, probe.Over);
        return probe.Result;
    }

    /// <summary>Also for a caller that is on the node already: the first CPU that the generation's mask leaves.</summary>
    private int? CpuOfPci(int node) => _state.Model.Generation.PciPlacement == PciPlacement.FirstOnline
        ? FirstCpu(node, static (_, _) => true)
        : FirstCpu(node, static (state, cpu) => state.Model.Housekeeping.Includes(cpu));

    /// <summary>The first online CPU of a node that will do, or null: no such node, none online (an offline node, or one of memory only), or none that will do.</summary>
    private int? FirstCpu(int node, Func<NodeState, int, bool> willDo)
    {
        if (!_state.Model.NodeExists(node))
        {
            return null;
        }

        foreach (var cpu in _state.Model.Scenario.Topology.Nodes[node].Cpus)
        {
            if (_state.Online[cpu] && willDo(_state, cpu))
            {
                return cpu;
            }
        }

        return null;
    }
}
