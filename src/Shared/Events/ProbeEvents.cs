using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>The driver's probe begins.</summary>
/// <param name="How">In which context it runs.</param>
/// <param name="Instance">Number of the driver's instance, or -1.</param>
/// <param name="Attempt">Which try on the device it is.</param>
/// <param name="IsAsync">It runs asynchronously.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProbeStartEvent(
    ProbeContext How, [Form(ArgumentForm.OptionalNumber)] int Instance, int Attempt, bool IsAsync)
    : IEventArguments<ProbeStartEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ProbeStart;

    /// <inheritdoc/>
    public EventArguments Pack() => new((long)How, Instance, Attempt, IsAsync ? 1 : 0);

    /// <inheritdoc/>
    public static ProbeStartEvent From(in TraceEvent e) => new((ProbeContext)e.A, (int)e.B, (int)e.C, e.D != 0);
}

/// <summary>The driver's probe returned.</summary>
/// <param name="Result">What it gave: 0, or an errno.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProbeEndEvent(int Result) : IEventArguments<ProbeEndEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ProbeEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Result);

    /// <inheritdoc/>
    public static ProbeEndEvent From(in TraceEvent e) => new((int)e.A);
}

/// <summary>What the probe that just ended spent its time on.</summary>
/// <param name="HardwareNs">Waiting for hardware, nanoseconds.</param>
/// <param name="WorkNs">Work, nanoseconds.</param>
/// <param name="SharingNs">What sharing CPU and memory added, nanoseconds.</param>
/// <param name="RemoteNs">What the distance of memory added, nanoseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProbeCostEvent(long HardwareNs, long WorkNs, long SharingNs, long RemoteNs) : IEventArguments<ProbeCostEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ProbeCost;

    /// <inheritdoc/>
    public EventArguments Pack() => new(HardwareNs, WorkNs, SharingNs, RemoteNs);

    /// <inheritdoc/>
    public static ProbeCostEvent From(in TraceEvent e) => new(e.A, e.B, e.C, e.D);
}

/// <summary>"probe of NAME returned R after T usecs" of initcall_debug.</summary>
/// <param name="Returned">What the kernel prints.</param>
/// <param name="TookNs">How long, nanoseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProbeReturnedEvent(int Returned, long TookNs) : IEventArguments<ProbeReturnedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.ProbeReturned;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Returned, TookNs);

    /// <inheritdoc/>
    public static ProbeReturnedEvent From(in TraceEvent e) => new((int)e.A, e.B);
}

/// <summary>A synchronous probe was handed to a worker on the device's node; the thread waits for it.</summary>
/// <param name="TargetNode">The node that is asked for.</param>
/// <param name="ChosenCpu">The CPU that queueing chose.</param>
/// <param name="Pool">The pool, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HandedOverEvent(int TargetNode, int ChosenCpu, [Form(ArgumentForm.OptionalNumber)] int Pool) : IEventArguments<HandedOverEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.HandedOver;

    /// <inheritdoc/>
    public EventArguments Pack() => new(TargetNode, ChosenCpu, Pool);

    /// <inheritdoc/>
    public static HandedOverEvent From(in TraceEvent e) => new((int)e.A, (int)e.B, (int)e.C);
}

/// <summary>A part of a probe that runs as an asynchronous call of its own begins.</summary>
/// <param name="Cookie">Its cookie.</param>
/// <param name="Part">Number of the part at its device.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PartStartEvent(long Cookie, int Part) : IEventArguments<PartStartEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.PartStart;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Cookie, Part);

    /// <inheritdoc/>
    public static PartStartEvent From(in TraceEvent e) => new(e.A, (int)e.B);
}

/// <summary>Such a part ended, and what it spent its time on.</summary>
/// <param name="HardwareNs">Waiting for hardware, nanoseconds.</param>
/// <param name="WorkNs">Work, nanoseconds.</param>
/// <param name="SharingNs">What sharing CPU and memory added, nanoseconds.</param>
/// <param name="RemoteNs">What the distance of memory added, nanoseconds.</param>
/// <param name="Part">Number of the part at its device.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PartEndEvent(long HardwareNs, long WorkNs, long SharingNs, long RemoteNs, int Part) : IEventArguments<PartEndEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.PartEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => new(HardwareNs, WorkNs, SharingNs, RemoteNs, Part);

    /// <inheritdoc/>
    public static PartEndEvent From(in TraceEvent e) => new(e.A, e.B, e.C, e.D, e.E);
}

/// <summary>The device is bound (driver_bound).</summary>
public readonly record struct BoundEvent : IEventArguments<BoundEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Bound;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static BoundEvent From(in TraceEvent e) => default;
}

/// <summary>A probe failed and the device stays unbound (BUS_NOTIFY_DRIVER_NOT_BOUND).</summary>
/// <param name="Result">What it gave: 0, or an errno.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NotBoundEvent(int Result) : IEventArguments<NotBoundEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.NotBound;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Result);

    /// <inheritdoc/>
    public static NotBoundEvent From(in TraceEvent e) => new((int)e.A);
}

/// <summary>The device lost its driver (BUS_NOTIFY_UNBOUND_DRIVER).</summary>
public readonly record struct UnboundEvent : IEventArguments<UnboundEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Unbound;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static UnboundEvent From(in TraceEvent e) => default;
}

/// <summary>remove() of the driver begins.</summary>
public readonly record struct RemoveStartEvent : IEventArguments<RemoveStartEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.RemoveStart;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static RemoveStartEvent From(in TraceEvent e) => default;
}

/// <summary>remove() of the driver returned.</summary>
public readonly record struct RemoveEndEvent : IEventArguments<RemoveEndEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.RemoveEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => default;

    /// <inheritdoc/>
    public static RemoveEndEvent From(in TraceEvent e) => default;
}
