using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Context;

/// <summary>
/// What every part of the driver core may touch: the machine as it is known, virtual time, and the trace. Owns the present model; every other state is a part's
/// own.
/// </summary>
internal sealed class CoreContext
{
    internal CoreContext(MachineModel model, Partition partition, ITraceSink sink, Action<Flow> background)
    {
        Background = background;
        Model = model;
        Partition = partition;
        Tracer = new Tracer(partition.Id, sink);
    }

    /// <summary>Lets a flow run on by itself, as one of the actor.</summary>
    internal Action<Flow> Background { get; }

    /// <summary>The machine; an injection replaces it by an extension.</summary>
    internal MachineModel Model { get; private set; }

    internal Partition Partition { get; }

    internal Tracer Tracer { get; }

    /// <summary>What can be asked of a device's actor.</summary>
    /// <param name="device">Its address.</param>
    internal DeviceCalls Ask(ActorId device) => new(Partition, device);

    /// <summary>Goes on with a model that has more than the present one.</summary>
    internal void Extend(MachineModel model)
    {
        Invariant.Require(model.IsExtensionOf(Model), "driver-core-model-is-extended");
        Model = model;
    }

    /// <summary>A thread waits until something is raised; every wait of this room is one of these two, so that no work queue misses one.</summary>
    /// <param name="thread">Number of the thread.</param>
    /// <param name="signal">What it waits for.</param>
    internal Flow Wait(int thread, Signal signal) => WorkerSleep.Until(Partition, Model, thread, signal);

    /// <summary>A thread sleeps.</summary>
    /// <param name="thread">Number of the thread.</param>
    /// <param name="durationNs">How long.</param>
    internal Flow Sleep(int thread, long durationNs) => WorkerSleep.For(Partition, Model, thread, durationNs);

    /// <summary>Records what this kernel does wrong.</summary>
    internal void Find(FindingKind kind, in ThreadContext context, int device, int driver, int otherDriver = -1) => Tracer.Find(
        kind, Model.Generation, Partition.NowNs, context.Thread, context.Cpu, device, driver, otherDriver, sinceNs: Partition.NowNs);

    /// <summary>Records an event of a thread on a node.</summary>
    internal void Trace<T>(in T what, in ThreadContext context, int device = -1, int driver = -1)
        where T : struct, IEventArguments =>
        Tracer.Emit(what, Partition.NowNs, context.Thread, context.Cpu, device, driver);

    /// <summary>Records an event of a thread.</summary>
    internal void Trace<T>(in T what, KernelTask task, int device = -1, int driver = -1)
        where T : struct, IEventArguments =>
        Tracer.Emit(what, Partition.NowNs, task.Thread, task.Cpu, device, driver);
}
