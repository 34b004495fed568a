using NumaProbe.Shared.Events;

namespace NumaProbe.Shared.Findings;

/// <summary>What the kernel would warn of (argument A of <see cref="TraceKind.Warning"/>).</summary>
public enum WarningKind
{
    /// <summary>"Too long list of driver names for 'driver_async_probe'!"</summary>
    AsyncProbeListTooLong = 0,

    /// <summary>"deferred probe pending" after the timeout.</summary>
    DeferredProbePending = 1,

    /// <summary>"probe with driver … failed with error".</summary>
    ProbeFailed = 2,

    /// <summary>async_synchronize_full() inside an async job, which waits for itself.</summary>
    SynchronizesInsideJob = 3,

    /// <summary>"Housekeeping: nohz_full= or isolcpus= incorrect CPU range"</summary>
    BadIsolatedCpus = 4,

    /// <summary>"Housekeeping: must include one present CPU, using boot CPU"</summary>
    NoHousekeepingCpu = 5,

    /// <summary>"Housekeeping: nohz_full= must match isolcpus="</summary>
    IsolationMismatch = 6,

    /// <summary>"isolcpus: Error, unknown flag" or "isolcpus: Skipped unknown flag"</summary>
    UnknownIsolationFlag = 7,

    /// <summary>A PCI device's numa_node was overridden by hand: "Overriding NUMA node … Contact your vendor for updates." The kernel is tainted.</summary>
    NodeOverridden = 8,
}
