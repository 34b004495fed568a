using NumaProbe.Actors;
using NumaProbe.Node.Devices;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Node;

/// <summary>
/// What all actors of one node's partition share: the model, the tracer, and the partition's own copy of the online
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

    /// <summary>The machine; an injection replaces it by an extension.</summary>
    internal MachineModel Model { get; private set; }

    internal int Node { get; }

    internal Tracer Tracer { get; }

    internal OnlineCpus Online { get; }

    /// <summary>What devices do when they are probed: one for all of them.</summary>
    internal DeviceProbing Probing { get; }

    /// <summary>Goes on with a model that has more devices, drivers and rules; no actor keeps anything of the old one.</summary>
    internal void Extend(MachineModel model)
    {
        Invariant.Require(model.IsExtensionOf(Model), "node-model-is-extended", Node);
        Model = model;
    }
}
