using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>A thread began to wait for a device lock.</summary>
/// <param name="Holder">The thread that holds it, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LockWaitEvent([Form(ArgumentForm.Thread)] int Holder) : IEventArguments<LockWaitEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.LockWait;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Holder);

    /// <inheritdoc/>
    public static LockWaitEvent From(in TraceEvent e) => new((int)e.A);
}

/// <summary>A thread that had waited got the lock.</summary>
/// <param name="WaitedNs">How long it took, nanoseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LockAcquiredEvent(long WaitedNs) : IEventArguments<LockAcquiredEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.LockAcquired;

    /// <inheritdoc/>
    public EventArguments Pack() => new(WaitedNs);

    /// <inheritdoc/>
    public static LockAcquiredEvent From(in TraceEvent e) => new(e.A);
}

/// <summary>A thread began to wait for a named lock.</summary>
/// <param name="Holder">The thread that holds it, or -1.</param>
/// <param name="Lock">The lock of the machine, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedLockWaitEvent(
    [Form(ArgumentForm.Thread)] int Holder, [Form(ArgumentForm.Lock)] int Lock)
    : IEventArguments<NamedLockWaitEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NamedLockWait;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Holder, Lock);

    /// <inheritdoc/>
    public static NamedLockWaitEvent From(in TraceEvent e) => new((int)e.A, (int)e.B);
}

/// <summary>A thread that had waited got the named lock.</summary>
/// <param name="WaitedNs">How long it took, nanoseconds.</param>
/// <param name="Lock">The lock of the machine, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedLockAcquiredEvent(long WaitedNs, [Form(ArgumentForm.Lock)] int Lock) : IEventArguments<NamedLockAcquiredEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NamedLockAcquired;

    /// <inheritdoc/>
    public EventArguments Pack() => new(WaitedNs, Lock);

    /// <inheritdoc/>
    public static NamedLockAcquiredEvent From(in TraceEvent e) => new(e.A, (int)e.B);
}

/// <summary>A thread gave a named lock back.</summary>
/// <param name="HeldNs">How long it was held, nanoseconds.</param>
/// <param name="Lock">The lock of the machine, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedLockReleasedEvent(long HeldNs, [Form(ArgumentForm.Lock)] int Lock) : IEventArguments<NamedLockReleasedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NamedLockReleased;

    /// <inheritdoc/>
    public EventArguments Pack() => new(HeldNs, Lock);

    /// <inheritdoc/>
    public static NamedLockReleasedEvent From(in TraceEvent e) => new(e.A, (int)e.B);
}

/// <summary>A thread began to synchronise.</summary>
/// <param name="Domain">What is waited for.</param>
/// <param name="Cookie">Its cookie.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SyncWaitEvent(SyncDomain Domain, long Cookie = 0) : IEventArguments<SyncWaitEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.SyncWait;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Domain, Cookie);

    /// <inheritdoc/>
    public static SyncWaitEvent From(in TraceEvent e) => new((SyncDomain)e.A, e.B);
}

/// <summary>The synchronisation ended.</summary>
/// <param name="Domain">What is waited for.</param>
/// <param name="Cookie">Its cookie.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SyncDoneEvent(SyncDomain Domain, long Cookie = 0) : IEventArguments<SyncDoneEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.SyncDone;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)Domain, Cookie);

    /// <inheritdoc/>
    public static SyncDoneEvent From(in TraceEvent e) => new((SyncDomain)e.A, e.B);
}
