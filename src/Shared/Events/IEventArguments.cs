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
