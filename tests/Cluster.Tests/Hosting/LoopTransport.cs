using System.Threading.Channels;
using NumaProbe.Cluster.Transport;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Hosting;

/// <summary>Mail of one process under test: the test puts payloads in and takes out what was published.</summary>
internal sealed class LoopTransport : ITransport
{
    private readonly Channel<TransportDelivery> _incoming = Channel.CreateUnbounded<TransportDelivery>();
    private readonly Channel<(string Address, ClusterMessage Message)> _published = Channel.CreateUnbounded<(string, ClusterMessage)>();
    private int _acknowledged;

    public string Address => "node.0.test";

    public ChannelReader<TransportDelivery> Incoming => _incoming.Reader;

    /// <summary>Deliveries acknowledged so far.</summary>
    internal int Acknowledged => Volatile.Read(ref _acknowledged);

    public ValueTask PublishAsync(string address, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        foreach (var message in WireCodec.Decode(payload).Messages!)
        {
            _published.Writer.TryWrite((address, message));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask AcknowledgeAsync(TransportDelivery delivery)
    {
        Interlocked.Increment(ref _acknowledged);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _incoming.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    internal void Deliver(params ClusterMessage[] messages) => Deliver(WireCodec.Encode(messages));

    internal void Deliver(byte[] payload) => _incoming.Writer.TryWrite(new TransportDelivery(payload, null));

    /// <summary>The next message published, of a sort.</summary>
    internal async Task<T> NextAsync<T>()
        where T : ClusterMessage
    {
        while (true)
        {
            if ((await Eventually.Happens(_published.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask(), typeof(T).Name)).Message is T wanted)
            {
                return wanted;
            }
        }
    }
}
