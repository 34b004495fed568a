namespace NumaProbe.Shared.Runs;

/// <summary>Verdicts of a run.</summary>
public enum RunStatus
{
    /// <summary>Every thread finished its events, every job ended, and nothing is left to do.</summary>
    Completed,

    /// <summary>Nothing can happen any more but a thread still waits: the emulated kernel hangs (a result, not a failure of the tool).</summary>
    Hung,

    /// <summary>A bound of <see cref="RunLimits"/> was reached.</summary>
    LimitReached,

    /// <summary>An actor threw or an invariant was violated: a bug of the emulator.</summary>
    Failed,
}
