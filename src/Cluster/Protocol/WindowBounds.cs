namespace NumaProbe.Cluster.Protocol;

/// <summary>Bounds of windows and of what is given to a partition. Ending a window earlier, or giving less at once, changes no result.</summary>
public static class WindowBounds
{
    /// <summary>Most events handled in a window.</summary>
    public const int MaxEvents = 10_000;

    /// <summary>A window ends when it has put out so many messages and trace events together; one event puts out a few.</summary>
    public const int MaxOutputs = 50_000;

    /// <summary>Most messages of one grant; the others wait for the next.</summary>
    public const int MaxEnvelopesPerGrant = 50_000;

    /// <summary>Messages kept for rebuilding one partition, about 150 MB; a partition that was given more is rebuilt by running the whole run again.</summary>
    public const int MaxKeptEnvelopes = 1_000_000;

    /// <summary>While a coordinator executes the past again, it carries out everything that is granted so many times before it looks at mail.</summary>
    public const int MaxOwnTurns = 256;
}
