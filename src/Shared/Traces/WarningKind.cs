namespace NumaProbe.Shared.Traces;

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
}
