using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Attach;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Lifecycle;
using NumaProbe.Coordinator.Links;
using NumaProbe.Coordinator.Locks;
using NumaProbe.Coordinator.Naming;
using NumaProbe.Coordinator.Nvdimm;
using NumaProbe.Coordinator.Scsi;
using NumaProbe.Coordinator.Threads;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Topology;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator;

/// <summary>
/// The parts of the driver core and how they reach each other: plain state of <see cref="DriverCoreActor"/>, one part for each
/// piece of drivers/base and kernel/async.c.
/// </summary>
internal sealed class DriverCore
{
    internal DriverCore(MachineModel model, Partition partition, ITraceSink sink, Action<Flow> background)
    {
        Background = background;
        Model = model;
        Partition = partition;
        Tracer = new Tracer(partition.Id, sink);
        Online = new OnlineCpus(model.Scenario.Topology);
        Registry = new BusRegistry(model);
        Policy = new AsyncProbePolicy(model);
        Match = new BusMatch(model);
        CpuSelection = new CpuSelection(this);
        Async = new AsyncEntries(this);
        AddInstances();
        Links = new DeviceLinks(this);
        Deferred = new DeferredProbing(this);
        ProbeCount = new ProbeCount(this);
        Locks = new DeviceLocks(this);
        DeviceAttach = new DeviceAttach(this);
        DriverAttach = new DriverAttach(this);
        ManualBinding = new ManualBinding(this);
        Release = new DeviceRelease(this);
        Devices = new DeviceLifecycle(this);
        Nodes = new DeviceNode(this);
        Drivers = new DriverLifecycle(this);
        Modules = new ModuleLoading(this);
        Hotplug = new CpuHotplug(this);
        NdRegistration = new NdRegistration(this);
        Scans = new ScanningHosts(this);
        NamedLocks = new NamedLocks(this);
        Naming = new NamingRegistry(this);
        Outcomes = new ProbeOutcomes(this);
        Operations = new Operations(this);
        Threads = new KernelThreads(this);
    }

    /// <summary>Lets a flow run on by itself, as one of the actor.</summary>
    internal Action<Flow> Background { get; }

    /// <summary>The machine; an injection replaces it by an extension.</summary>
    internal MachineModel Model { get; private set; }

    internal Partition Partition { get; }

    internal Tracer Tracer { get; }

    internal OnlineCpus Online { get; }

    internal BusRegistry Registry { get; }

    internal AsyncProbePolicy Policy { get; }

    internal BusMatch Match { get; }

    internal CpuSelection CpuSelection { get; }

    internal AsyncEntries Async { get; }

    /// <summary>Instance numbers of each driver: taken at probe entry, given back on failure or removal.</summary>
    internal List<IndexPool> Instances { get; } = [];

    internal DeviceLinks Links { get; }

    internal DeferredProbing Deferred { get; }

    internal ProbeCount ProbeCount { get; }

    internal DeviceLocks Locks { get; }

    internal DeviceAttach DeviceAttach { get; }

    internal DriverAttach DriverAttach { get; }

    internal ManualBinding ManualBinding { get; }

    internal DeviceRelease Release { get; }

    internal DeviceLifecycle Devices { get; }

    internal DeviceNode Nodes { get; }

    internal DriverLifecycle Drivers { get; }

    internal ModuleLoading Modules { get; }

    internal CpuHotplug Hotplug { get; }

    internal NdRegistration NdRegistration { get; }

    internal ScanningHosts Scans { get; }

    internal NamedLocks NamedLocks { get; }

    internal NamingRegistry Naming { get; }

    internal ProbeOutcomes Outcomes { get; }

    internal Operations Operations { get; }

    internal KernelThreads Threads { get; }

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

    /// <summary>Takes over what the model has more now; see <see cref="DriverCoreActor.Extend"/>.</summary>
    internal void Extend(MachineModel model)
    {
        Invariant.Require(model.IsExtensionOf(Model), "driver-core-model-is-extended");
        Model = model;
        Registry.Extend(model);
        Policy.Extend(model);
        Match.Extend(model);
        Links.Extend();
        AddInstances();
        Threads.Extend();
    }

    /// <summary>Records an event of a thread on a node.</summary>
    internal void Trace(
        TraceKind kind, in ThreadContext context, int device = -1, int driver = -1, long a = 0, long b = 0, long c = 0, long d = 0, int e = 0) =>
        Tracer.Emit(kind, Partition.NowNs, context.Thread, context.Cpu, device, driver, a, b, c, d, e);

    /// <summary>Records an event of a thread.</summary>
    internal void Trace(
        TraceKind kind, KernelTask task, int device = -1, int driver = -1, long a = 0, long b = 0, long c = 0, long d = 0, int e = 0) =>
        Tracer.Emit(kind, Partition.NowNs, task.Thread, task.Cpu, device, driver, a, b, c, d, e);

    private void AddInstances()
    {
        while (Instances.Count < Model.Scenario.Drivers.Length)
        {
            Instances.Add(new IndexPool(first: 0, givesBack: true));
        }
    }
}
