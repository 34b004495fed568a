using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Generations;

/// <summary>
/// What one kernel generation does differently. Data and small choices only; the driver core asks it at the place
/// where the kernel's source differs. A new generation is one file beside this one and one line in <see cref="KernelGenerations"/>.
/// </summary>
public sealed record KernelGeneration
{
    /// <summary>Name as users type it, for example <c>v6.12</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The release that it is; of a proposal the one that it was made for.</summary>
    public required KernelRelease Release { get; init; }

    /// <summary>
    /// What traces call it: from 1 on without a gap, given once and for ever, since a trace that was written names it by this number alone; 0 there is
    /// none.
    /// </summary>
    public required int TraceId { get; init; }

    /// <summary>The full version that was read and recorded.</summary>
    public required string Source { get; init; }

    /// <summary>Patches that were proposed and not merged as they are: they mend nothing for anybody.</summary>
    public bool IsProposal { get; init; }

    /// <summary>What is queued when an asynchronous driver comes after its devices (bus_add_driver(), __driver_attach()).</summary>
    public required DriverSideJobs DriverSideJobs { get; init; }

    /// <summary>Where the driver of a pending driver-side job is kept.</summary>
    public required PendingDriver PendingDriver { get; init; }

    /// <summary>
    /// A pending driver keeps other asynchronous drivers off the device, and is cleared when its job begins (6.1 and later). Before, the next
    /// one overwrites it, because __driver_attach() looks at dev->driver only.
    /// </summary>
    public required bool PendingDriverGuards { get; init; }

    /// <summary>__driver_attach() queues its job while it holds the device lock, so one that is refused waits for its own caller.</summary>
    public required bool DriverSideSchedulesLocked { get; init; }

    /// <summary>What the device side does when its async entry is refused.</summary>
    public required RefusedAsync DeviceSideRefused { get; init; }

    /// <summary>Both sides queue near the device's node (async_schedule_dev()); before, near the submitter.</summary>
    public required bool AsyncNodeHint { get; init; }

    /// <summary>Who notices that a device is being removed (dev->p->dead).</summary>
    public required DeadFlag DeadFlag { get; init; }

    /// <summary>A driver that finds a device before device_add() is far enough leaves it alone (dev_ready_to_probe()).</summary>
    public required bool HasReadyFlag { get; init; }

    /// <summary>Where removing an asynchronous driver waits for asynchronous work.</summary>
    public required DetachFlush DetachFlush { get; init; }

    /// <summary>A match() that says -EPROBE_DEFER puts the device on the deferred list, and the driver probes it all the same (up to 5.10).</summary>
    public required bool MatchDeferralProbesAnyway { get; init; }

    /// <summary>A match() that fails ends the walk of a new driver over its bus, and registering a synchronous one fails (up to 5.10).</summary>
    public required bool MatchErrorEndsDriverWalk { get; init; }

    /// <summary>What probing one device returns inside the driver core, and initcall_debug prints.</summary>
    public required ProbeReturn ProbeReturn { get; init; }

    /// <summary>
    /// Level of the line about a probe that failed with anything but -ENODEV, -ENXIO and -EPROBE_DEFER, which are not printed (really_probe(),
    /// later call_driver_probe()).
    /// </summary>
    public required PrintLevel ProbeFailureLevel { get; init; }

    /// <summary>initcall_debug prints "probe of NAME returned R"; otherwise only dynamic debug of dd.c does.</summary>
    public required bool InitcallDebugPrintsProbes { get; init; }

    /// <summary>do_init_module() waits for everybody's asynchronous work only if the loading task queued some itself (PF_USED_ASYNC).</summary>
    public required bool ModuleLoadWaitsOnlyForItsOwn { get; init; }

    /// <summary>What driver_async_probe= understands.</summary>
    public required AsyncProbeList AsyncProbeList { get; init; }

    /// <summary>module.async_probe= sets the default of all modules.</summary>
    public required bool HasModuleAsyncProbeDefault { get; init; }

    /// <summary>How CPUs map to pools of unbound workers.</summary>
    public required AffinityScope DefaultAffinityScope { get; init; }

    /// <summary>Workers may leave their pod once started (non-strict scopes, 6.6 and later).</summary>
    public required bool SoftAffinity { get; init; }

    /// <summary>Most async functions running at once on a node.</summary>
    public required Func<int, int> AsyncMaxActive { get; init; }

    /// <summary>
    /// Work held back by the limit waits in one queue for each CPU that was chosen, served in turn (6.6 and later), not in one queue a node.
    /// </summary>
    public required bool PoolWorkqueuePerCpu { get; init; }

    /// <summary>
    /// Async functions run on system_unbound_wq, whose limit they share with the deferred work item (up to 6.8), not on a queue of their own.
    /// </summary>
    public required bool AsyncSharesSystemUnbound { get; init; }

    /// <summary>The device-side async helper takes the parent's lock too (__device_attach_async_helper, 6.12.117).</summary>
    public required bool DeviceSideAsyncTakesParentLock { get; init; }

    /// <summary>A deferred retry takes the parent's lock too (bus_probe_device_deferred, 6.12.117).</summary>
    public required bool DeferredRetryTakesParentLock { get; init; }

    /// <summary>The deferred work item runs on the CPU that triggered it (system_wq, up to 5.10), not on an unbound queue.</summary>
    public required bool DeferredWorkStaysOnCpu { get; init; }

    /// <summary>Default of deferred_probe_timeout=, seconds; 0 or less: off.</summary>
    public required int DeferredProbeTimeoutSeconds { get; init; }

    /// <summary>Suppliers get sync_state() when all their consumers are bound (5.4 and later; the release is a recollection).</summary>
    public required bool HasSyncState { get; init; }

    /// <summary>Every driver_register() starts the deferred probe timeout anew while it runs (deferred_probe_extend_timeout()).</summary>
    public required bool RegisteringExtendsTimeout { get; init; }

    /// <summary>nd_device_register() queues near the device's node (5.1 and later); before, wherever the submitter is.</summary>
    public required bool NdRegistrationNodeHint { get; init; }

    /// <summary>How the struct pages of a device's memory are initialised (memmap_init_zone_device()).</summary>
    public required DevicePageInit DevicePageInit { get; init; }

    /// <summary>Where the PCI bus itself runs a driver's probe (pci_call_probe()).</summary>
    public required PciPlacement PciPlacement { get; init; }

    /// <summary>isolcpus= and nohz_full= may name different CPUs where they decide different things (5.18 and later); before, one mask serves all.</summary>
    public required bool HousekeepingMaskOfEachKind { get; init; }

    /// <summary>isolcpus= knows managed_irq, and skips a flag that it does not know (5.8 and later); before, it ignores the whole parameter.</summary>
    public required bool SkipsUnknownIsolationFlags { get; init; }

    /// <summary>The driver core hands a synchronous probe to a worker on the device's node and waits (proposal of 2026).</summary>
    public required bool SynchronousProbesOnNode { get; init; }

    /// <summary>The kernel is older than a release.</summary>
    /// <param name="release">For example <c>v5.3</c>; nothing is older than a text that names none.</param>
    public bool IsBefore(string release) => KernelRelease.Parse(release) is { } other && Release < other;
}
