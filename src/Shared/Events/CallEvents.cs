using System.Runtime.InteropServices;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Shared.Events;

/// <summary>A thread calls an operation.</summary>
/// <param name="Event">Number of the event in the scenario; -1 for a call inside a probe.</param>
/// <param name="Operation">What is called.</param>
/// <param name="InProbe">Number of the call inside probes, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CallStartEvent(
    [Form(ArgumentForm.OptionalNumber)] int Event, EventOperation Operation, [Form(ArgumentForm.OptionalNumber)] int InProbe)
    : IEventArguments<CallStartEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.CallStart;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Event, (long)Operation, InProbe);

    /// <inheritdoc/>
    public static CallStartEvent From(in TraceEvent e) => new((int)e.A, (EventOperation)e.B, (int)e.C);
}

/// <summary>The operation returns.</summary>
/// <param name="Event">Number of the event in the scenario; -1 for a call inside a probe.</param>
/// <param name="Result">What it gave: 0, or an errno.</param>
/// <param name="InProbe">Number of the call inside probes, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CallEndEvent(
    [Form(ArgumentForm.OptionalNumber)] int Event, int Result, [Form(ArgumentForm.OptionalNumber)] int InProbe)
    : IEventArguments<CallEndEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.CallEnd;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Event, Result, InProbe);

    /// <inheritdoc/>
    public static CallEndEvent From(in TraceEvent e) => new((int)e.A, (int)e.B, (int)e.C);
}

/// <summary>A thread (in an event, argument A), or a worker (in an operation inside a probe; -1), that still waited when nothing could happen any more.</summary>
/// <param name="Event">Number of the event in the scenario; -1 for a call inside a probe.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BlockedEvent([Form(ArgumentForm.OptionalNumber)] int Event) : IEventArguments<BlockedEvent>
{
    /// <inheritdoc/>
    public static TraceKind Kind => TraceKind.Blocked;

    /// <inheritdoc/>
    public EventArguments Pack() => new(Event);

    /// <inheritdoc/>
    public static BlockedEvent From(in TraceEvent e) => new((int)e.A);
}
