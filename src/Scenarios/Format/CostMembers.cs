using NumaProbe.Shared.Costs;

namespace NumaProbe.Scenarios.Format;

/// <summary>Every constant of the cost model by its key: the member in snake case, without its unit. A new constant is one line here.</summary>
internal static class CostMembers
{
    private const double LargestFactor = 1000;
    private const int MostIdleWorkers = 1024;

    internal static IReadOnlyList<CostMember> All { get; } =
    [
        new DurationCost("interconnect", nameof(CostModel.InterconnectNs), c => c.InterconnectNs, (c, v) => c with { InterconnectNs = v }),
        new DurationCost("device_add_before_probe", nameof(CostModel.DeviceAddBeforeProbeNs), c => c.DeviceAddBeforeProbeNs, (c, v) => c with { DeviceAddBeforeProbeNs = v }),
        new DurationCost("device_add_after_probe", nameof(CostModel.DeviceAddAfterProbeNs), c => c.DeviceAddAfterProbeNs, (c, v) => c with { DeviceAddAfterProbeNs = v }),
        new DurationCost("driver_register_before_attach", nameof(CostModel.DriverRegisterBeforeAttachNs), c => c.DriverRegisterBeforeAttachNs, (c, v) => c with { DriverRegisterBeforeAttachNs = v }),
        new DurationCost("driver_register_after_attach", nameof(CostModel.DriverRegisterAfterAttachNs), c => c.DriverRegisterAfterAttachNs, (c, v) => c with { DriverRegisterAfterAttachNs = v }),
        new DurationCost("match", nameof(CostModel.MatchNs), c => c.MatchNs, (c, v) => c with { MatchNs = v }),
        new DurationCost("async_schedule", nameof(CostModel.AsyncScheduleNs), c => c.AsyncScheduleNs, (c, v) => c with { AsyncScheduleNs = v }),
        new DurationCost("probe_overhead", nameof(CostModel.ProbeOverheadNs), c => c.ProbeOverheadNs, (c, v) => c with { ProbeOverheadNs = v }),
        new DurationCost("bind", nameof(CostModel.BindNs), c => c.BindNs, (c, v) => c with { BindNs = v }),
        new DurationCost("remove_overhead", nameof(CostModel.RemoveOverheadNs), c => c.RemoveOverheadNs, (c, v) => c with { RemoveOverheadNs = v }),
        new DurationCost("device_del", nameof(CostModel.DeviceDelNs), c => c.DeviceDelNs, (c, v) => c with { DeviceDelNs = v }),
        new DurationCost("worker_wake", nameof(CostModel.WorkerWakeNs), c => c.WorkerWakeNs, (c, v) => c with { WorkerWakeNs = v }),
        new DurationCost("worker_wake_jitter", nameof(CostModel.WorkerWakeJitterNs), c => c.WorkerWakeJitterNs, (c, v) => c with { WorkerWakeJitterNs = v }),
        new DurationCost("worker_spawn", nameof(CostModel.WorkerSpawnNs), c => c.WorkerSpawnNs, (c, v) => c with { WorkerSpawnNs = v }),
        new CountCost("idle_workers", nameof(CostModel.IdleWorkers), MostIdleWorkers, c => c.IdleWorkers, (c, v) => c with { IdleWorkers = v }),
        new DurationCost("deferred_retry", nameof(CostModel.DeferredRetryNs), c => c.DeferredRetryNs, (c, v) => c with { DeferredRetryNs = v }),
        new DurationCost("minimum_call", nameof(CostModel.MinimumCallNs), c => c.MinimumCallNs, (c, v) => c with { MinimumCallNs = v }),
        new DurationCost("cpu_offline", nameof(CostModel.CpuOfflineNs), c => c.CpuOfflineNs, (c, v) => c with { CpuOfflineNs = v }),
        new DurationCost("cpu_online", nameof(CostModel.CpuOnlineNs), c => c.CpuOnlineNs, (c, v) => c with { CpuOnlineNs = v }),
        new BandwidthCost("memory_bandwidth", nameof(CostModel.MemoryBytesPerSecond), c => c.MemoryBytesPerSecond, (c, v) => c with { MemoryBytesPerSecond = v }),
        new RatioCost("remote_factor_per_distance", nameof(CostModel.RemoteFactorPerDistance), LargestFactor, c => c.RemoteFactorPerDistance, (c, v) => c with { RemoteFactorPerDistance = v }),
        new DurationCost("page_tables_per_section", nameof(CostModel.PageTablesPerSectionNs), c => c.PageTablesPerSectionNs, (c, v) => c with { PageTablesPerSectionNs = v }),
        new RatioCost("page_init_unplaced_share", nameof(CostModel.PageInitUnplacedShare), 1, c => c.PageInitUnplacedShare, (c, v) => c with { PageInitUnplacedShare = v }),
        new RatioCost("page_init_again_share", nameof(CostModel.PageInitAgainShare), 1, c => c.PageInitAgainShare, (c, v) => c with { PageInitAgainShare = v }),
        new RatioCost("soft_affinity_stray", nameof(CostModel.SoftAffinityStray), 1, c => c.SoftAffinityStray, (c, v) => c with { SoftAffinityStray = v }),
        new DurationCost("load_balance", nameof(CostModel.LoadBalanceNs), c => c.LoadBalanceNs, (c, v) => c with { LoadBalanceNs = v }),
    ];
}
