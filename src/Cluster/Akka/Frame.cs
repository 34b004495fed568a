namespace NumaProbe.Cluster.Akka;

/// <summary>What the processes of a cluster send each other: the bytes of one frame. The only message that leaves a process of ours.</summary>
/// <param name="Payload">Bytes of <see cref="Wire.WireCodec"/>; from another process, so not to be trusted.</param>
internal sealed record Frame(ReadOnlyMemory<byte> Payload);
