using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>A thread began to wait for a device lock.</summary>
/// <param name="Holder">The thread that holds it, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LockWaitEvent([Form(ArgumentForm.Thread)] int Holder) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.LockWait;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Holder);
}

/// <summary>A thread that had waited got the lock.</summary>
/// <param name="WaitedNs">How long it took, nanoseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LockAcquiredEvent(long WaitedNs) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.LockAcquired;

    /// <inheritdoc/>
    public EventArguments Pack() => new(WaitedNs);
}

/// <summary>A thread began to wait for a named lock.</summary>
/// <param name="Holder">The thread that holds it, or -1.</param>
/// <param name="Lock">The lock of the machine, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedLockWaitEvent(
    [Form(ArgumentForm.Thread)] int Holder, [Form(ArgumentForm.Lock)] int Lock)
    : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NamedLockWait;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Holder, Lock);
}

/// <summary>A thread that had waited got the named lock.</summary>
/// <param name="WaitedNs">How long it took, nanoseconds.</param>
/// <param name="Lock">The lock of the machine, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedLockAcquiredEvent(long WaitedNs, [Form(ArgumentForm.Lock)] int Lock) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NamedLockAcquired;

    /// <inheritdoc/>
    public EventArguments Pack() => new(WaitedNs, Lock);
}

/// <summary>A thread gave a named lock back.</summary>
/// <param name="HeldNs">How long it was held, nanoseconds.</param>
/// <param name="Lock">The lock of the machine, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedLockReleasedEvent(long HeldNs, [Form(ArgumentForm.Lock)] int Lock) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NamedLockReleased;

    /// <inheritdoc/>
    public EventArguments Pack() => new(HeldNs, Lock);
}

/// <summary>A thread began to synchronise.</summary>
/// <param name="Domain">What is waited for.</param>
/// <param name="Cookie">Its cookie.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SyncWaitEvent(SyncDomain Domain, long Cookie = 0) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.SyncWait;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Domain, Cookie);
}

/// <summary>The synchronisation ended.</summary>
/// <param name="Domain">What is waited for.</param>
/// <param name="Cookie">Its cookie.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SyncDoneEvent(SyncDomain Domain, long Cookie = 0) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.SyncDone;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Domain, Cookie);
}
