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
    : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.AsyncScheduled;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, (long)Side, TargetNode, ChosenCpu, Pool);
}

/// <summary>An async entry could not be queued and ran (or was redone) in its caller.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Side">Whose entry it is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AsyncInlineEvent(long Cookie, AsyncSide Side) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.AsyncInline;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, (long)Side);
}

/// <summary>A worker pool created a worker.</summary>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkerSpawnedEvent([Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.WorkerSpawned;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Pool);
}

/// <summary>A work item was held back by max_active.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ItemInactiveEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ItemInactive;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool);
}

/// <summary>A held back work item became runnable.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ItemActivatedEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ItemActivated;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool);
}

/// <summary>A worker began to execute a work item.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
/// <param name="QueuedNs">How long it was queued, nanoseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JobStartEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool, long QueuedNs) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.JobStart;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool, QueuedNs);
}

/// <summary>A worker finished a work item.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JobEndEvent(long Cookie, [Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.JobEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Pool);
}

/// <summary>A raw async job (async_job) began its own work.</summary>
/// <param name="Event">Number of the event in the scenario; -1 for a call inside a probe.</param>
/// <param name="AskedNode">The node that was asked for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RawJobStartEvent([Form(ArgumentForm.OptionalNumber)] int Event, int AskedNode) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.RawJobStart;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Event, AskedNode);
}

/// <summary>A raw async job ended its own work.</summary>
/// <param name="Event">Number of the event in the scenario; -1 for a call inside a probe.</param>
/// <param name="AskedNode">The node that was asked for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RawJobEndEvent([Form(ArgumentForm.OptionalNumber)] int Event, int AskedNode) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.RawJobEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Event, AskedNode);
}

/// <summary>A worker moved to another CPU.</summary>
/// <param name="FromCpu">The CPU before.</param>
/// <param name="ToCpu">The CPU now.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MigratedEvent(int FromCpu, int ToCpu) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Migrated;

    /// <inheritdoc/>
    public EventArguments Pack() => new(FromCpu, ToCpu);
}

/// <summary>A CPU went offline or came online.</summary>
/// <param name="ChangedCpu">The CPU.</param>
/// <param name="Online">It came online.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CpuStateEvent(int ChangedCpu, bool Online) : IEventArguments
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.CpuState;

    /// <inheritdoc/>
    public EventArguments Pack() => new(ChangedCpu, Online ? 1 : 0);
}
