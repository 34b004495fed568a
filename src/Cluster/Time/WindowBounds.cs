namespace NumaProbe.Cluster.Time;

/// <summary>Bounds of one window. Ending a window earlier changes no result.</summary>
public static class WindowBounds
{
    /// <summary>Most events handled in a window.</summary>
    public const int MaxEvents = 10_000;

    /// <summary>A window ends when it has put out so many messages and trace events together; one event puts out a few.</summary>
    public const int MaxOutputs = 50_000;
}
