namespace NumaProbe.Shared.Events;

/// <summary>Why a device was deferred (argument A of <see cref="TraceKind.Deferred"/>).</summary>
public enum DeferReason
{
    /// <summary>The driver's probe returned -EPROBE_DEFER.</summary>
    DriverRequest = 0,

    /// <summary>A managed supplier (argument B) is not bound: "supplier … not ready".</summary>
    SupplierNotReady = 1,

    /// <summary>match() of the bus returned -EPROBE_DEFER.</summary>
    MatchRequest = 2,
}
