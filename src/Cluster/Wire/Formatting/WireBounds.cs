namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>Bounds of a frame. They keep a stranger's bytes from costing more than their own length.</summary>
public static class WireBounds
{
    /// <summary>Most messages of a frame.</summary>
    public const int MaxMessages = 1024;

    /// <summary>A frame is closed when it has reached so many bytes; what comes then begins the next.</summary>
    public const int FrameBytes = 1 << 20;

    /// <summary>Largest frame, bytes: far above the messages of a window.</summary>
    public const int MaxFrameBytes = 16 << 20;

    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 16;

    /// <summary>A list gets memory for so many elements before they have been read.</summary>
    public const int ListStart = 256;
}
