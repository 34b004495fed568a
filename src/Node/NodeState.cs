using NumaProbe.Node.Devices;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Node;

/// <summary>
/// What all actors of one node's partition share: the fixed model, the tracer, and the partition's own copy of the online
/// mask (per-CPU data in the kernel). Only <see cref="NodeActor"/> changes the mask.
/// </summary>
internal sealed class NodeState
{
    internal NodeState(MachineModel model, int node, Tracer tracer)
    {
        Model = model;
        Node = node;
        Tracer = tracer;
        Online = new OnlineCpus(model.Scenario.Topology);
        Probing = new DeviceProbing(this);
    }

    internal MachineModel Model { get; }

    internal int Node { get; }

    internal Tracer Tracer { get; }

    internal OnlineCpus Online { get; }

    /// <summary>What devices do when they are probed: one for all of them.</summary>
    internal DeviceProbing Probing { get; }
}
