namespace NumaProbe.Shared.Events;

/// <summary>What a thread waits for when it synchronises (argument A of <see cref="TraceKind.SyncWait"/>).</summary>
public enum SyncDomain
{
    /// <summary>async_synchronize_full: every registered domain.</summary>
    Full = 0,

    /// <summary>The deferred probe work item (flush_work).</summary>
    DeferredWork = 1,

    /// <summary>probe_count to become 0.</summary>
    ProbeCount = 2,

    /// <summary>The exclusive async domain.</summary>
    Exclusive = 3,

    /// <summary>The parts of a probe that run as asynchronous calls of their own.</summary>
    Parts = 4,

    /// <summary>The SCSI hosts that began to scan earlier (scanning_hosts of drivers/scsi/scsi_scan.c).</summary>
    ScsiScans = 5,
}
