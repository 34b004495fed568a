namespace NumaProbe.Cluster.RabbitMq;

/// <summary>Counts what a transport does; from any thread.</summary>
internal sealed class Counters
{
    private long _published;
    private long _confirmed;
    private long _refused;
    private long _dropped;
    private long _delivered;
    private long _publishedBytes;
    private long _connections;

    internal TransportCounters Snapshot() => new(
        Interlocked.Read(ref _published), Interlocked.Read(ref _confirmed), Interlocked.Read(ref _refused), Interlocked.Read(ref _dropped),
        Interlocked.Read(ref _delivered), Interlocked.Read(ref _publishedBytes), Interlocked.Read(ref _connections));

    internal void CountPublished(int bytes)
    {
        Interlocked.Increment(ref _published);
        Interlocked.Add(ref _publishedBytes, bytes);
    }

    internal void CountConfirmed(int count) => Interlocked.Add(ref _confirmed, count);

    internal void CountRefused(int count) => Interlocked.Add(ref _refused, count);

    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    internal void CountDelivered() => Interlocked.Increment(ref _delivered);

    internal void CountConnection() => Interlocked.Increment(ref _connections);
}
