namespace NumaProbe.Shared.Events;

/// <summary>Where a probe ran, as the recordings name it (argument A of <see cref="TraceKind.ProbeStart"/>).</summary>
public enum ProbeContext
{
    /// <summary>In the thread that registered, added or attached.</summary>
    Caller = 0,

    /// <summary>In an async worker (current_is_async()).</summary>
    Async = 1,

    /// <summary>In the deferred probe worker.</summary>
    DeferredWorker = 2,

    /// <summary>Inside another probe.</summary>
    Nested = 3,
}
