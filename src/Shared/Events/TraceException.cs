namespace NumaProbe.Shared.Events;

/// <summary>A sequence of events that no run can have produced: an end without its start, an unknown kind.</summary>
public sealed class TraceException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public TraceException()
    {
    }

    /// <summary>Says what is wrong with the trace.</summary>
    /// <param name="message">What, with the place of the event.</param>
    public TraceException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong with the trace, and why.</summary>
    /// <param name="message">What, with the place of the event.</param>
    /// <param name="innerException">The cause.</param>
    public TraceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
