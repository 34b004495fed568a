using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>The device was put on the deferred list.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Supplier">The supplier that is not bound, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeferredEvent(DeferReason Reason, [Form(ArgumentForm.Device)] int Supplier) : IEventArguments<DeferredEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Deferred;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Reason, Supplier);

    /// <inheritdoc/>
    public static DeferredEvent From(in TraceEvent e) => new((DeferReason)e.A, (int)e.B);
}

/// <summary>The device left the deferred list.</summary>
public readonly record struct UndeferredEvent : IEventArguments<UndeferredEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Undeferred;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static UndeferredEvent From(in TraceEvent e) => default;
}

/// <summary>All pending deferred devices were made active.</summary>
/// <param name="Count">Triggers so far.</param>
/// <param name="Moved">Devices that became active.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TriggerEvent(long Count, int Moved) : IEventArguments<TriggerEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Trigger;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Count, Moved);

    /// <inheritdoc/>
    public static TriggerEvent From(in TraceEvent e) => new(e.A, (int)e.B);
}

/// <summary>The deferred worker takes a device up again.</summary>
public readonly record struct RetriedEvent : IEventArguments<RetriedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Retried;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static RetriedEvent From(in TraceEvent e) => default;
}

/// <summary>The deferred probe timeout fired.</summary>
/// <param name="Pending">Devices on the list.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeferredTimeoutEvent(int Pending) : IEventArguments<DeferredTimeoutEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.DeferredTimeout;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Pending);

    /// <inheritdoc/>
    public static DeferredTimeoutEvent From(in TraceEvent e) => new((int)e.A);
}

/// <summary>A device on the deferred list when the run ended.</summary>
public readonly record struct FinalDeferredEvent : IEventArguments<FinalDeferredEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.FinalDeferred;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static FinalDeferredEvent From(in TraceEvent e) => default;
}
