namespace NumaProbe.Processes.Histories;

/// <summary>One injection as a client saw it. Moments are places in the order in which all clients asked and were answered.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Device">The device that it adds, which no other adds.</param>
/// <param name="Asked">When it was asked for the first time.</param>
internal sealed record Operation(string Key, string Device, long Asked)
{
    /// <summary>When it was acknowledged; null when nobody knows whether it was accepted.</summary>
    internal long? Answered { get; set; }

    /// <summary>What it was acknowledged with.</summary>
    internal (int Number, long AtNs, int Thread)? Receipt { get; set; }
}
