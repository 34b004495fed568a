namespace NumaProbe.Cluster.Wire;

/// <summary>Version of the messages between processes.</summary>
public static class WireVersions
{
    /// <summary>Raised when a message changes so that an older process could not read it.</summary>
    public const int Current = 2;
}
