namespace NumaProbe.Shared.Costs;

/// <summary>
/// What each step of the driver core costs, in virtual nanoseconds unless said otherwise. Scenario files may override
/// every value under <c>costs:</c>, and say where the value is from. Values only move times; which probe happens where
/// and in what order is decided by the driver core's rules, and by these costs only in races.
/// </summary>
public sealed record CostModel
{
    /// <summary>Costs of current server hardware, order of magnitude (see docs/reference/costs.md for the sources).</summary>
    public static CostModel Default { get; } = new();

    /// <summary>Costs of the recorded machines: QEMU 7.2 TCG on two busy host CPUs, medians over the recordings.</summary>
    public static CostModel QemuTcg { get; } = new()
    {
        DeviceAddBeforeProbeNs = 300_000,
        DeviceAddAfterProbeNs = 120_000,
        DriverRegisterBeforeAttachNs = 120_000,
        DriverRegisterAfterAttachNs = 80_000,
        MatchNs = 1_000,
        AsyncScheduleNs = 60_000,
        ProbeOverheadNs = 100_000,
        BindNs = 150_000,
        RemoveOverheadNs = 100_000,
        DeviceDelNs = 200_000,
        WorkerWakeNs = 500_000,
        WorkerWakeJitterNs = 1_000_000,
        WorkerSpawnNs = 5_700_000,
        IdleWorkers = 8,
        DeferredRetryNs = 200_000,
        MinimumCallNs = 20_000,
        CpuOfflineNs = 70_000_000,
        CpuOnlineNs = 90_000_000,
    };

    /// <summary>Latency of a message between nodes at distance 10; grows with the distance (100 ns × distance / 10).</summary>
    public long InterconnectNs { get; init; } = 100;

    /// <summary>device_add() up to the automatic probe: kobject, sysfs, uevent.</summary>
    public long DeviceAddBeforeProbeNs { get; init; } = 30_000;

    /// <summary>device_add() after the automatic probe.</summary>
    public long DeviceAddAfterProbeNs { get; init; } = 5_000;

    /// <summary>driver_register() before the walk over the bus's devices.</summary>
    public long DriverRegisterBeforeAttachNs { get; init; } = 10_000;

    /// <summary>driver_register() after that walk.</summary>
    public long DriverRegisterAfterAttachNs { get; init; } = 10_000;

    /// <summary>One call of the bus's match().</summary>
    public long MatchNs { get; init; } = 100;

    /// <summary>Allocating and queueing one async entry, for the thread that schedules it.</summary>
    public long AsyncScheduleNs { get; init; } = 1_000;

    /// <summary>Driver core work around a probe before the driver's own code (sysfs links, pins, notifier).</summary>
    public long ProbeOverheadNs { get; init; } = 5_000;

    /// <summary>driver_bound() and what follows a successful probe.</summary>
    public long BindNs { get; init; } = 10_000;

    /// <summary>Driver core work around a driver's remove().</summary>
    public long RemoveOverheadNs { get; init; } = 5_000;

    /// <summary>device_del() besides the release of the driver.</summary>
    public long DeviceDelNs { get; init; } = 20_000;

    /// <summary>From waking an idle worker until it runs.</summary>
    public long WorkerWakeNs { get; init; } = 20_000;

    /// <summary>
    /// A wake-up takes up to this much longer, drawn from the seed: whatever else the scheduler does. It is what makes the order of
    /// asynchronous probes, and names given in them, differ between boots.
    /// </summary>
    public long WorkerWakeJitterNs { get; init; } = 20_000;

    /// <summary>Creating one further worker (kthread_create in manage_workers), one at a time for each pool.</summary>
    public long WorkerSpawnNs { get; init; } = 30_000;

    /// <summary>
    /// Workers that each pool has when the run starts (a count). A pool that idles keeps two (too_many_workers() of kernel/workqueue.c); the
    /// recorded machines had some left from the scenario before.
    /// </summary>
    public int IdleWorkers { get; init; } = 2;

    /// <summary>Taking one device off the deferred list and retrying it, besides its probe.</summary>
    public long DeferredRetryNs { get; init; } = 5_000;

    /// <summary>The least that any call of a function takes: an operation, a driver's probe() or remove() that does nothing.</summary>
    public long MinimumCallNs { get; init; } = 1_000;

    /// <summary>Taking one CPU offline.</summary>
    public long CpuOfflineNs { get; init; } = 10_000_000;

    /// <summary>Bringing one CPU online.</summary>
    public long CpuOnlineNs { get; init; } = 10_000_000;

    /// <summary>Memory bandwidth of one node's controller, bytes a second.</summary>
    public long MemoryBytesPerSecond { get; init; } = 16L << 30;

    /// <summary>
    /// How much slower memory at distance d is: factor 1 + this × (d − 10) / 10. 0.696 reproduces 39 s against 23 s at distance 20
    /// (reference figures of the 2019 NUMA series).
    /// </summary>
    public double RemoteFactorPerDistance { get; init; } = 0.696;

    /// <summary>
    /// Page tables and memmap of one memory section of 128 MiB (arch_add_memory(), sparse_add_section()), CPU time of whoever maps a
    /// device's memory, under mem_hotplug_lock.
    /// </summary>
    public long PageTablesPerSectionNs { get; init; } = 5_000;

    /// <summary>How much of the work of initialising a device's struct pages takes the same time from any node (0 to 1).</summary>
    public double PageInitUnplacedShare { get; init; }

    /// <summary>
    /// What is left of that work when the device's pages were initialised before and its driver is bound again (0 to 1). 1: all of it. In a
    /// virtual machine 273.5 ms of 1486 ms were left (patches on template initialisation, 2026).
    /// </summary>
    public double PageInitAgainShare { get; init; } = 1;

    /// <summary>
    /// Probability that a worker with soft affinity is woken outside its pod, at each wake-up. 0.015: 24 of 1584 probes of the light
    /// recorded scenarios on 6.12 started on another node.
    /// </summary>
    public double SoftAffinityStray { get; init; } = 0.015;

    /// <summary>How often an overloaded CPU offers a runnable task to another (load balancing), soft affinity only.</summary>
    public long LoadBalanceNs { get; init; } = 4_000_000;
}
