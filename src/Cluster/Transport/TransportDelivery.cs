namespace NumaProbe.Cluster.Transport;

/// <summary>A payload that arrived.</summary>
/// <param name="Payload">The bytes; from outside the process, so not to be trusted.</param>
/// <param name="Tag">What the transport knows it by.</param>
public sealed record TransportDelivery(ReadOnlyMemory<byte> Payload, object? Tag);
