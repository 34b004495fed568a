using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.State;

/// <summary>
/// What all actors of one node's partition share: the model, the tracer, and the partition's own copy of the online
/// mask (per-CPU data in the kernel). Only <see cref="NodeRootActor"/> changes the mask.
/// </summary>
internal sealed class NodeState
{
    internal NodeState(MachineModel model, int node, Tracer tracer)
    {
        Model = model;
        Node = node;
        Tracer = tracer;
        Online = new OnlineCpus(model.Scenario.Topology);
        DeviceSideIgnoresDead = model.Generation.DeadFlag == DeadFlag.DriverSideAndHelpers;
        HasReadyFlag = model.Generation.HasReadyFlag;
        HandsOver = model.Generation.SynchronousProbesOnNode;
        PrintsProbes = model.CommandLine.PrintsProbes(model.Generation);
    }

    /// <summary>The machine; an injection replaces it by an extension.</summary>
    internal MachineModel Model { get; private set; }

    internal int Node { get; }

    internal Tracer Tracer { get; }

    internal OnlineCpus Online { get; }

    /// <summary>The device side's own pass probes devices whose removal has begun (5.1).</summary>
    internal bool DeviceSideIgnoresDead { get; }

    /// <summary>A device has to become ready first.</summary>
    internal bool HasReadyFlag { get; }

    /// <summary>Synchronous probes go to a worker on the device's node (proposal of 2026).</summary>
    internal bool HandsOver { get; }

    /// <summary>initcall_debug prints a line for each probe.</summary>
    internal bool PrintsProbes { get; }

    /// <summary>How long a worker that is woken takes to come, nanoseconds.</summary>
    /// <param name="stream">Who draws.</param>
    /// <param name="index">Number of the draw.</param>
    internal long WakeNs(ulong stream, ulong index)
    {
        var costs = Model.Costs;
        return costs.WorkerWakeJitterNs == 0
            ? costs.WorkerWakeNs
            : costs.WorkerWakeNs + (long)(SeededDraw.Next(Model.Seed, stream, index) % (ulong)costs.WorkerWakeJitterNs);
    }

    /// <summary>Goes on with a model that has more devices, drivers and rules; no actor keeps anything of the old one.</summary>
    internal void Extend(MachineModel model)
    {
        Invariant.Require(model.IsExtensionOf(Model), "node-model-is-extended", Node);
        Model = model;
    }
}
