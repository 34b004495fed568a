using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>The device was put on the deferred list.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Supplier">The supplier that is not bound, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeferredEvent(DeferReason Reason, [Form(ArgumentForm.Device)] int Supplier) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Deferred;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Reason, Supplier);
}

/// <summary>The device left the deferred list.</summary>
public readonly record struct UndeferredEvent : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Undeferred;

    /// <inheritdoc/>
    public EventArguments Pack() => default;
}

/// <summary>All pending deferred devices were made active.</summary>
/// <param name="Count">Triggers so far.</param>
/// <param name="Moved">Devices that became active.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TriggerEvent(long Count, int Moved) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Trigger;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Count, Moved);
}

/// <summary>The deferred worker takes a device up again.</summary>
public readonly record struct RetriedEvent : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Retried;

    /// <inheritdoc/>
    public EventArguments Pack() => default;
}

/// <summary>The deferred probe timeout fired.</summary>
/// <param name="Pending">Devices on the list.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeferredTimeoutEvent(int Pending) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.DeferredTimeout;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Pending);
}

/// <summary>A device on the deferred list when the run ended.</summary>
public readonly record struct FinalDeferredEvent : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.FinalDeferred;

    /// <inheritdoc/>
    public EventArguments Pack() => default;
}
