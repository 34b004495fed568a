using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Costs;

namespace NumaProbe.Scenarios.Costs;

/// <summary>Every constant of the cost model by its key: the member in snake case, without its unit. A new constant is one line here.</summary>
internal static class CostMembers
{
    private const double LargestFactor = 1000;
    private const int MostIdleWorkers = 1024;

    internal static IReadOnlyList<CostMember> All { get; } =
    [
        new CostMember<long>("interconnect", nameof(CostModel.InterconnectNs), Formats.Duration, c => c.InterconnectNs, (c, v) => c with { InterconnectNs = v }),
        new CostMember<long>("device_add_before_probe", nameof(CostModel.DeviceAddBeforeProbeNs), Formats.Duration, c => c.DeviceAddBeforeProbeNs, (c, v) => c with { DeviceAddBeforeProbeNs = v }),
        new CostMember<long>("device_add_after_probe", nameof(CostModel.DeviceAddAfterProbeNs), Formats.Duration, c => c.DeviceAddAfterProbeNs, (c, v) => c with { DeviceAddAfterProbeNs = v }),
        new CostMember<long>("driver_register_before_attach", nameof(CostModel.DriverRegisterBeforeAttachNs), Formats.Duration, c => c.DriverRegisterBeforeAttachNs, (c, v) => c with { DriverRegisterBeforeAttachNs = v }),
        new CostMember<long>("driver_register_after_attach", nameof(CostModel.DriverRegisterAfterAttachNs), Formats.Duration, c => c.DriverRegisterAfterAttachNs, (c, v) => c with { DriverRegisterAfterAttachNs = v }),
        new CostMember<long>("match", nameof(CostModel.MatchNs), Formats.Duration, c => c.MatchNs, (c, v) => c with { MatchNs = v }),
        new CostMember<long>("async_schedule", nameof(CostModel.AsyncScheduleNs), Formats.Duration, c => c.AsyncScheduleNs, (c, v) => c with { AsyncScheduleNs = v }),
        new CostMember<long>("probe_overhead", nameof(CostModel.ProbeOverheadNs), Formats.Duration, c => c.ProbeOverheadNs, (c, v) => c with { ProbeOverheadNs = v }),
        new CostMember<long>("bind", nameof(CostModel.BindNs), Formats.Duration, c => c.BindNs, (c, v) => c with { BindNs = v }),
        new CostMember<long>("remove_overhead", nameof(CostModel.RemoveOverheadNs), Formats.Duration, c => c.RemoveOverheadNs, (c, v) => c with { RemoveOverheadNs = v }),
        new CostMember<long>("device_del", nameof(CostModel.DeviceDelNs), Formats.Duration, c => c.DeviceDelNs, (c, v) => c with { DeviceDelNs = v }),
        new CostMember<long>("worker_wake", nameof(CostModel.WorkerWakeNs), Formats.Duration, c => c.WorkerWakeNs, (c, v) => c with { WorkerWakeNs = v }),
        new CostMember<long>("worker_wake_jitter", nameof(CostModel.WorkerWakeJitterNs), Formats.Duration, c => c.WorkerWakeJitterNs, (c, v) => c with { WorkerWakeJitterNs = v }),
        new CostMember<long>("worker_spawn", nameof(CostModel.WorkerSpawnNs), Formats.Duration, c => c.WorkerSpawnNs, (c, v) => c with { WorkerSpawnNs = v }),
        new CostMember<int>("idle_workers", nameof(CostModel.IdleWorkers), Formats.Integer(1, MostIdleWorkers), c => c.IdleWorkers, (c, v) => c with { IdleWorkers = v }),
        new CostMember<long>("deferred_retry", nameof(CostModel.DeferredRetryNs), Formats.Duration, c => c.DeferredRetryNs, (c, v) => c with { DeferredRetryNs = v }),
        new CostMember<long>("minimum_call", nameof(CostModel.MinimumCallNs), Formats.Duration, c => c.MinimumCallNs, (c, v) => c with { MinimumCallNs = v }),
        new CostMember<long>("cpu_offline", nameof(CostModel.CpuOfflineNs), Formats.Duration, c => c.CpuOfflineNs, (c, v) => c with { CpuOfflineNs = v }),
        new CostMember<long>("cpu_online", nameof(CostModel.CpuOnlineNs), Formats.Duration, c => c.CpuOnlineNs, (c, v) => c with { CpuOnlineNs = v }),
        new CostMember<long>("memory_bandwidth", nameof(CostModel.MemoryBytesPerSecond), Formats.Bandwidth, c => c.MemoryBytesPerSecond, (c, v) => c with { MemoryBytesPerSecond = v }),
        new CostMember<double>("remote_factor_per_distance", nameof(CostModel.RemoteFactorPerDistance), Formats.Number(0, LargestFactor), c => c.RemoteFactorPerDistance, (c, v) => c with { RemoteFactorPerDistance = v }),
        new CostMember<long>("page_tables_per_section", nameof(CostModel.PageTablesPerSectionNs), Formats.Duration, c => c.PageTablesPerSectionNs, (c, v) => c with { PageTablesPerSectionNs = v }),
        new CostMember<double>("page_init_unplaced_share", nameof(CostModel.PageInitUnplacedShare), Formats.Number(0, 1), c => c.PageInitUnplacedShare, (c, v) => c with { PageInitUnplacedShare = v }),
        new CostMember<double>("page_init_again_share", nameof(CostModel.PageInitAgainShare), Formats.Number(0, 1), c => c.PageInitAgainShare, (c, v) => c with { PageInitAgainShare = v }),
        new CostMember<double>("soft_affinity_stray", nameof(CostModel.SoftAffinityStray), Formats.Number(0, 1), c => c.SoftAffinityStray, (c, v) => c with { SoftAffinityStray = v }),
        new CostMember<long>("load_balance", nameof(CostModel.LoadBalanceNs), Formats.Duration, c => c.LoadBalanceNs, (c, v) => c with { LoadBalanceNs = v }),
    ];
}
