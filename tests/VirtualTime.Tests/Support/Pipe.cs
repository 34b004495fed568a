namespace NumaProbe.VirtualTime.Tests.Support;

/// <summary>An interconnect that keeps what is posted, so that a test decides when and in what order it is delivered.</summary>
/// <param name="latencyNs">Latency between any two partitions.</param>
internal sealed class Pipe(long latencyNs) : IInterconnect
{
    internal List<Envelope> Posted { get; } = [];

    public long LatencyNs(int from, int to) => latencyNs;

    public void Post(in Envelope envelope) => Posted.Add(envelope);
}
