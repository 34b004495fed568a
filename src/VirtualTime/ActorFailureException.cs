namespace NumaProbe.VirtualTime;

/// <summary>An actor threw: a bug. Names the actor, the message it was handling and the virtual time; ends the run.</summary>
public sealed class ActorFailureException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ActorFailureException(string actor, string message, long timeNs, Exception inner)
        : base($"{actor} failed on {message} at {timeNs} ns: {inner?.Message}", inner)
    {
        ActorName = actor;
        MessageName = message;
        TimeNs = timeNs;
    }

    /// <summary>Type and address of the actor.</summary>
    public string ActorName { get; }

    /// <summary>Type of the message, or of the flow that was resumed.</summary>
    public string MessageName { get; }

    /// <summary>Virtual time, nanoseconds.</summary>
    public long TimeNs { get; }
}
