namespace NumaProbe.VirtualTime;

/// <summary>What an event of the queue does.</summary>
internal enum EventKind : byte
{
    /// <summary>Delivers a message to an actor.</summary>
    Message,

    /// <summary>Delivers an answer to a waiting slot.</summary>
    Reply,

    /// <summary>Continues a flow.</summary>
    Resume,

    /// <summary>Something that the host of the actors put there.</summary>
    Host,

    /// <summary>Continues a flow that waited for something from outside.</summary>
    ResumeFromOutside,
}
