using NumaProbe.Shared.Costs;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>Every constant of the cost model by its key: the member in snake case, without its unit. A new constant is one line here.</summary>
internal static class CostMembers
{
    private const double LargestFactor = 1000;
    private const int MostIdleWorkers = 1024;

    internal static IReadOnlyList<CostMember> All { get; } =
    [
        CostMember.Duration("interconnect", nameof(CostModel.InterconnectNs), c => c.InterconnectNs, (c, v) => c with { InterconnectNs = v }),
        CostMember.Duration("device_add_before_probe", nameof(CostModel.DeviceAddBeforeProbeNs), c => c.DeviceAddBeforeProbeNs, (c, v) => c with { DeviceAddBeforeProbeNs = v }),
        CostMember.Duration("device_add_after_probe", nameof(CostModel.DeviceAddAfterProbeNs), c => c.DeviceAddAfterProbeNs, (c, v) => c with { DeviceAddAfterProbeNs = v }),
        CostMember.Duration("driver_register_before_attach", nameof(CostModel.DriverRegisterBeforeAttachNs), c => c.DriverRegisterBeforeAttachNs, (c, v) => c with { DriverRegisterBeforeAttachNs = v }),
        CostMember.Duration("driver_register_after_attach", nameof(CostModel.DriverRegisterAfterAttachNs), c => c.DriverRegisterAfterAttachNs, (c, v) => c with { DriverRegisterAfterAttachNs = v }),
        CostMember.Duration("match", nameof(CostModel.MatchNs), c => c.MatchNs, (c, v) => c with { MatchNs = v }),
        CostMember.Duration("async_schedule", nameof(CostModel.AsyncScheduleNs), c => c.AsyncScheduleNs, (c, v) => c with { AsyncScheduleNs = v }),
        CostMember.Duration("probe_overhead", nameof(CostModel.ProbeOverheadNs), c => c.ProbeOverheadNs, (c, v) => c with { ProbeOverheadNs = v }),
        CostMember.Duration("bind", nameof(CostModel.BindNs), c => c.BindNs, (c, v) => c with { BindNs = v }),
        CostMember.Duration("remove_overhead", nameof(CostModel.RemoveOverheadNs), c => c.RemoveOverheadNs, (c, v) => c with { RemoveOverheadNs = v }),
        CostMember.Duration("device_del", nameof(CostModel.DeviceDelNs), c => c.DeviceDelNs, (c, v) => c with { DeviceDelNs = v }),
        CostMember.Duration("worker_wake", nameof(CostModel.WorkerWakeNs), c => c.WorkerWakeNs, (c, v) => c with { WorkerWakeNs = v }),
        CostMember.Duration("worker_wake_jitter", nameof(CostModel.WorkerWakeJitterNs), c => c.WorkerWakeJitterNs, (c, v) => c with { WorkerWakeJitterNs = v }),
        CostMember.Duration("worker_spawn", nameof(CostModel.WorkerSpawnNs), c => c.WorkerSpawnNs, (c, v) => c with { WorkerSpawnNs = v }),
        CostMember.Count("idle_workers", nameof(CostModel.IdleWorkers), MostIdleWorkers, c => c.IdleWorkers, (c, v) => c with { IdleWorkers = v }),
        CostMember.Duration("deferred_retry", nameof(CostModel.DeferredRetryNs), c => c.DeferredRetryNs, (c, v) => c with { DeferredRetryNs = v }),
        CostMember.Duration("minimum_call", nameof(CostModel.MinimumCallNs), c => c.MinimumCallNs, (c, v) => c with { MinimumCallNs = v }),
        CostMember.Duration("cpu_offline", nameof(CostModel.CpuOfflineNs), c => c.CpuOfflineNs, (c, v) => c with { CpuOfflineNs = v }),
        CostMember.Duration("cpu_online", nameof(CostModel.CpuOnlineNs), c => c.CpuOnlineNs, (c, v) => c with { CpuOnlineNs = v }),
        CostMember.Bandwidth("memory_bandwidth", nameof(CostModel.MemoryBytesPerSecond), c => c.MemoryBytesPerSecond, (c, v) => c with { MemoryBytesPerSecond = v }),
        CostMember.Ratio("remote_factor_per_distance", nameof(CostModel.RemoteFactorPerDistance), LargestFactor, c => c.RemoteFactorPerDistance, (c, v) => c with { RemoteFactorPerDistance = v }),
        CostMember.Duration("page_tables_per_section", nameof(CostModel.PageTablesPerSectionNs), c => c.PageTablesPerSectionNs, (c, v) => c with { PageTablesPerSectionNs = v }),
        CostMember.Ratio("page_init_unplaced_share", nameof(CostModel.PageInitUnplacedShare), 1, c => c.PageInitUnplacedShare, (c, v) => c with { PageInitUnplacedShare = v }),
        CostMember.Ratio("page_init_again_share", nameof(CostModel.PageInitAgainShare), 1, c => c.PageInitAgainShare, (c, v) => c with { PageInitAgainShare = v }),
        CostMember.Ratio("soft_affinity_stray", nameof(CostModel.SoftAffinityStray), 1, c => c.SoftAffinityStray, (c, v) => c with { SoftAffinityStray = v }),
        CostMember.Duration("load_balance", nameof(CostModel.LoadBalanceNs), c => c.LoadBalanceNs, (c, v) => c with { LoadBalanceNs = v }),
    ];
}
