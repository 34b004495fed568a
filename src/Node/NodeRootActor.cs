using NumaProbe.Node.Cpus;
using NumaProbe.Node.Devices;
using NumaProbe.Node.Memory;
using NumaProbe.Node.State;
using NumaProbe.Node.WorkQueues;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node;

/// <summary>
/// Root of one NUMA node's actor system. Accepts <see cref="CreateDevice"/> and <see cref="CpuChanged"/>. Owns the node's
/// copy of the online mask; creates the other actors and must never do their work.
/// </summary>
public sealed class NodeRootActor : Actor
{
    private readonly NodeState _state;
    private readonly DeviceProbing _probing;

    private NodeRootActor(NodeState state)
    {
        _state = state;
        _probing = new DeviceProbing(state);
    }

    /// <summary>Fills a partition with the actors of a node.</summary>
    /// <param name="partition">The node's partition, empty.</param>
    /// <param name="model">The machine.</param>
    /// <param name="node">Number of the node.</param>
    /// <param name="sink">Where trace events go.</param>
    public static NodeRootActor Populate(Partition partition, MachineModel model, int node, ITraceSink sink)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(model);
        var state = new NodeState(model, node, new Tracer(partition.Id, sink));
        var root = new NodeRootActor(state);
        partition.Register(ActorKinds.Node, 0, root);
        partition.Register(ActorKinds.WorkQueue, 0, new WorkQueueActor(state));
        partition.Register(ActorKinds.CpuWorkQueue, 0, new CpuWorkQueueActor(state));
        partition.Register(ActorKinds.Memory, 0, new MemoryControllerActor(state));
        foreach (var cpu in model.Scenario.Topology.Nodes[node].Cpus)
        {
            partition.Register(ActorKinds.Cpu, cpu, new CpuActor(state, cpu));
        }

        return root;
    }

    /// <summary>
    /// Goes on with a model that has more devices, drivers and rules than the present one. Called between two events, before the first
    /// event that needs them.
    /// </summary>
    /// <param name="model">An extension of the present model.</param>
    public void Extend(MachineModel model) => _state.Extend(model);

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case CreateDevice create:
                Partition.Register(ActorKinds.Device, create.Index, new DeviceActor(_state, _probing, create));
                break;
            case CpuChanged changed:
                Start(OnCpuChanged(changed, replyTo));
                break;
            default:
                throw Unknown(message);
        }
    }

    private async Flow OnCpuChanged(CpuChanged changed, ReplyTo replyTo)
    {
        _state.Online.Set(changed.Cpu, changed.Online);
        if (_state.Model.NodeOfCpu(changed.Cpu) == _state.Node)
        {
            await Ask<Done>(Addresses.Cpu(_state.Node, changed.Cpu), changed);
            Send(Addresses.CpuWorkQueue(_state.Node), changed);
        }

        Reply(replyTo, Done.Instance);
    }
}
