using System.Collections.Concurrent;
using System.Threading.Channels;
using NumaProbe.Cluster.Transport;

namespace NumaProbe.Api.Tests.Support;

/// <summary>Mail between processes of a cluster that are all in this one.</summary>
internal sealed class MemoryBroker
{
    private readonly ConcurrentDictionary<string, Channel<TransportDelivery>> _queues = new(StringComparer.Ordinal);

    internal ITransport Connect(string address) => new Endpoint(this, address);

    private Channel<TransportDelivery> Queue(string address) => _queues.GetOrAdd(address, _ => Channel.CreateUnbounded<TransportDelivery>());

    private sealed class Endpoint(MemoryBroker broker, string address) : ITransport
    {
        public string Address => address;

        public ChannelReader<TransportDelivery> Incoming => broker.Queue(address).Reader;

        public ValueTask PublishAsync(string address, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
        {
            broker.Queue(address).Writer.TryWrite(new TransportDelivery(payload.ToArray(), null)).ShouldBeTrue();
            return ValueTask.CompletedTask;
        }

        public ValueTask AcknowledgeAsync(TransportDelivery delivery) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
