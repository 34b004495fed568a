using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>An async entry got its cookie and was queued.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Side">Whose entry it is.</param>
/// <param name="TargetNode">The node that is asked for.</param>
/// <param name="ChosenCpu">The CPU that queueing chose.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AsyncScheduledEvent(
    long Cookie, AsyncSide Side, int TargetNode, int ChosenCpu, [Form(ArgumentForm.OptionalNumber)] int Pool)
    : IEventArguments<AsyncScheduledEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.AsyncScheduled;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, (long)Side, TargetNode, ChosenCpu, Pool);

    /// <inheritdoc/>
    public static AsyncScheduledEvent From(in TraceEvent e) => new(e.A, (AsyncSide)e.B, (int)e.C, (int)e.D, e.E);
}

/// <summary>An async entry could not be queued and ran (or was redone) in its caller.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Side">Whose entry it is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AsyncInlineEvent(long Cookie, AsyncSide Side) : IEventArguments<AsyncInlineEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.AsyncInline;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, (long)Side);

    /// <inheritdoc/>
    public static AsyncInlineEvent From(in TraceEvent e) => new(e.A, (AsyncSide)e.B);
}

/// <summary>A worker pool created a worker.</summary>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkerSpawnedEvent([Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments<WorkerSpawnedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.WorkerSpawned;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Pool);

    /// <inheritdoc/>
    public static WorkerSpawnedEvent From(in TraceEvent e) => new((int)e.A);
}

/// <summary>A work item was held back by max_active.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ItemInactiveEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments<ItemInactiveEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ItemInactive;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool);

    /// <inheritdoc/>
    public static ItemInactiveEvent From(in TraceEvent e) => new(e.A, (int)e.B);
}

/// <summary>A held back work item became runnable.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ItemActivatedEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments<ItemActivatedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ItemActivated;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool);

    /// <inheritdoc/>
    public static ItemActivatedEvent From(in TraceEvent e) => new(e.A, (int)e.B);
}

/// <summary>A worker began to execute a work item.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
/// <param name="QueuedNs">How long it was queued, nanoseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JobStartEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool, long QueuedNs) : IEventArguments<JobStartEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.JobStart;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool, QueuedNs);

    /// <inheritdoc/>
    public static JobStartEvent From(in TraceEvent e) => new(e.A, (int)e.B, e.C);
}

/// <summary>A worker finished a work item.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JobEndEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments<JobEndEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.JobEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool);

    /// <inheritdoc/>
    public static JobEndEvent From(in TraceEvent e) => new(e.A, (int)e.B);
}

/// <summary>A raw async job (async_job) began its own work.</summary>
/// <param name="Event">Number of the event in the scenario; -1 for a call inside a probe.</param>
/// <param name="AskedNode">The node that was asked for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RawJobStartEvent([Form(ArgumentForm.OptionalNumber)] int Event, int AskedNode) : IEventArguments<RawJobStartEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.RawJobStart;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Event, AskedNode);

    /// <inheritdoc/>
    public static RawJobStartEvent From(in TraceEvent e) => new((int)e.A, (int)e.B);
}

/// <summary>A raw async job ended its own work.</summary>
/// <param name="Event">Number of the event in the scenario; -1 for a call inside a probe.</param>
/// <param name="AskedNode">The node that was asked for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RawJobEndEvent([Form(ArgumentForm.OptionalNumber)] int Event, int AskedNode) : IEventArguments<RawJobEndEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.RawJobEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Event, AskedNode);

    /// <inheritdoc/>
    public static RawJobEndEvent From(in TraceEvent e) => new((int)e.A, (int)e.B);
}

/// <summary>A worker moved to another CPU.</summary>
/// <param name="FromCpu">The CPU before.</param>
/// <param name="ToCpu">The CPU now.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MigratedEvent(int FromCpu, int ToCpu) : IEventArguments<MigratedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Migrated;

    /// <inheritdoc/>
    public EventArguments Pack() => new(FromCpu, ToCpu);

    /// <inheritdoc/>
    public static MigratedEvent From(in TraceEvent e) => new((int)e.A, (int)e.B);
}

/// <summary>A CPU went offline or came online.</summary>
/// <param name="ChangedCpu">The CPU.</param>
/// <param name="Online">It came online.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CpuStateEvent(int ChangedCpu, bool Online) : IEventArguments<CpuStateEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.CpuState;

    /// <inheritdoc/>
    public EventArguments Pack() => new(ChangedCpu, Online ? 1 : 0);

    /// <inheritdoc/>
    public static CpuStateEvent From(in TraceEvent e) => new((int)e.A, e.B != 0);
}
