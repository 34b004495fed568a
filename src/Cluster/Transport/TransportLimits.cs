namespace NumaProbe.Cluster.Transport;

/// <summary>Bounds that every transport keeps.</summary>
public static class TransportLimits
{
    /// <summary>Largest payload, bytes: far above a window's messages, far below what a broker refuses.</summary>
    public const int MaxPayloadBytes = 16 << 20;

    /// <summary>Most payloads that wait in one process for being dealt with; more stay with the broker.</summary>
    public const int MaxWaiting = 256;
}
