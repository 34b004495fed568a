using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Attach;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Lifecycle;
using NumaProbe.Coordinator.Links;
using NumaProbe.Coordinator.Locks;
using NumaProbe.Coordinator.Naming;
using NumaProbe.Coordinator.Nvdimm;
using NumaProbe.Coordinator.Probing;
using NumaProbe.Coordinator.Scsi;
using NumaProbe.Coordinator.Threads;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator;

/// <summary>
/// Puts the driver core together: makes one part for each piece of drivers/base and kernel/async.c, and gives each what it may touch. Keeps those that
/// <see cref="DriverCoreActor"/> hands messages to; no part knows it.
/// </summary>
internal sealed class DriverCore
{
    private readonly AsyncProbePolicy _policy;
    private readonly BusMatch _match;

    internal DriverCore(MachineModel model, Partition partition, ITraceSink sink, Action<Flow> background)
    {
        var context = Context = new CoreContext(model, partition, sink, background);
        var online = new OnlineCpus(model.Scenario.Topology);
        Registry = new BusRegistry(model);
        _policy = new AsyncProbePolicy(model);
        _match = new BusMatch(model);
        var locks = new DeviceLocks(context, Registry);
        var cpuSelection = new CpuSelection(context, online);
        Async = new AsyncEntries(context, Registry, cpuSelection);
        Links = new DeviceLinks(context, Registry);
        Deferred = new DeferredProbing(context, cpuSelection, Links);
        var probeCount = new ProbeCount(context);
        var probeWait = new DeviceProbeWait(Deferred, probeCount, Async);
        Naming = new NamingRegistry(context, Registry);
        Hotplug = new CpuHotplug(context, online);
        DeviceAttach = new DeviceAttach(context, Registry, _policy, _match, Async, Deferred, locks);
        DriverAttach = new DriverAttach(context, Registry, _policy, _match, Async, Deferred, locks);
        Retry = new DeferredRetry(context, Deferred, locks, DeviceAttach);
        Outcomes = new ProbeOutcomes(context, Registry, Links, Deferred, probeCount, Naming, Hotplug);
        var release = new DeviceRelease(context, Registry, _policy, Async, Links, probeWait, locks);
        var manualBinding = new ManualBinding(context, Registry, _match, locks, DeviceAttach, release);
        var devices = new DeviceLifecycle(context, Registry, Deferred, DeviceAttach, release, Naming);
        var drivers = new DriverLifecycle(context, Registry, _policy, Async, Deferred, DriverAttach, release, Naming);
        var modules = new ModuleLoading(context, Registry, _policy, Async, drivers);
        NdRegistration = new NdRegistration(context, Registry, Async, Naming, devices);
        Scans = new ScanningHosts(context, online);
        NamedLocks = new NamedLocks(context, online);
        Operations = new Operations(
            context, Registry, Async, Deferred, probeWait, locks, manualBinding, devices, new DeviceNode(context, Registry), drivers, modules, Hotplug, NdRegistration,
            Scans);
        Threads = new KernelThreads(context, online, Registry, _policy, Deferred, Operations);
    }

    internal CoreContext Context { get; }

    internal BusRegistry Registry { get; }

    internal AsyncEntries Async { get; }

    internal DeviceLinks Links { get; }

    internal DeferredProbing Deferred { get; }

    internal NamingRegistry Naming { get; }

    internal CpuHotplug Hotplug { get; }

    internal DeviceAttach DeviceAttach { get; }

    internal DriverAttach DriverAttach { get; }

    internal DeferredRetry Retry { get; }

    internal ProbeOutcomes Outcomes { get; }

    internal NdRegistration NdRegistration { get; }

    internal ScanningHosts Scans { get; }

    internal NamedLocks NamedLocks { get; }

    internal Operations Operations { get; }

    internal KernelThreads Threads { get; }

    /// <summary>Takes over what the model has more now; see <see cref="DriverCoreActor.Extend"/>.</summary>
    internal void Extend(MachineModel model)
    {
        Context.Extend(model);
        Registry.Extend(model);
        _policy.Extend(model);
        _match.Extend(model);
        Links.Extend();
        Outcomes.Extend();
        Threads.Extend();
    }
}
