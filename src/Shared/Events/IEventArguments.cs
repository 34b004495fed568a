namespace NumaProbe.Shared.Events;

/// <summary>
/// What a kind of trace event says beside time, thread, CPU, device and driver: one record struct a kind, whose parameters are the fields in files. Names, forms and
/// words are derived from them (<see cref="EventKinds"/>); at most five, of which the last fits 32 bits.
/// </summary>
public interface IEventArguments
{
    /// <summary>The kind.</summary>
    static abstract TraceKind Kind { get; }

    /// <summary>The fields in their order.</summary>
    EventArguments Pack();
}

/// <summary>The same, and how the fields are read from an event.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IEventArguments<TSelf> : IEventArguments
    where TSelf : struct, IEventArguments<TSelf>
{
    /// <summary>The fields of an event of this kind; see <see cref="TraceEvent.As{T}"/>, which checks that it is one.</summary>
    static abstract TSelf From(in TraceEvent e);
}
