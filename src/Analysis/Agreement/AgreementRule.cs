namespace NumaProbe.Analysis.Agreement;

/// <summary>Which rule of agreement a run broke.</summary>
public enum AgreementRule
{
    /// <summary>Tries, results, bindings, deferred devices, removals or results of calls differ, or something recorded never happened.</summary>
    Outcome,

    /// <summary>Something began before what always ended first.</summary>
    Order,

    /// <summary>Two things that always ran at once did not.</summary>
    Overlap,

    /// <summary>A call that always waited did not, or the other way round.</summary>
    Blocked,

    /// <summary>More or fewer probes at once than ever recorded.</summary>
    Limit,

    /// <summary>An asynchronous probe began off its device's node where the kernel never leaves it.</summary>
    Placement,
}
