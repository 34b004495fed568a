namespace NumaProbe.Cluster.RabbitMq;

/// <summary>What a transport has done so far. Counts only grow.</summary>
/// <param name="Published">Payloads handed to the broker.</param>
/// <param name="Confirmed">Payloads that the broker has taken.</param>
/// <param name="Refused">Payloads that the broker has not taken.</param>
/// <param name="Dropped">Payloads not published, for lack of a connection or of room, and payloads of impossible size that arrived.</param>
/// <param name="Delivered">Payloads that arrived.</param>
/// <param name="PublishedBytes">Bytes of the payloads handed to the broker.</param>
/// <param name="Connections">Connections made.</param>
public sealed record TransportCounters(
    long Published, long Confirmed, long Refused, long Dropped, long Delivered, long PublishedBytes, long Connections);
