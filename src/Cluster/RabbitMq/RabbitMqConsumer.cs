using System.Threading.Channels;
using NumaProbe.Cluster.Transport;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>Takes what the broker delivers over one link and queues it for the process. Never looks into a payload.</summary>
/// <param name="link">The link.</param>
/// <param name="incoming">The process's queue.</param>
/// <param name="counters">Counts.</param>
internal sealed class RabbitMqConsumer(RabbitMqLink link, ChannelWriter<TransportDelivery> incoming, Counters counters) : IAsyncBasicConsumer
{
    /// <inheritdoc/>
    public IChannel? Channel => link.Channel;

    /// <inheritdoc/>
    public async Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        counters.CountDelivered();
        var tag = new DeliveryTag(link, deliveryTag);
        if (body.Length > TransportLimits.MaxPayloadBytes)
        {
            // somebody else's doing: no endpoint publishes that much
            counters.CountDropped();
            await link.AcknowledgeAsync(tag).ConfigureAwait(false);
            return;
        }

        // the client takes its memory back when this method ends
        var delivery = new TransportDelivery(body.ToArray(), tag);
        if (!incoming.TryWrite(delivery))
        {
            await WaitForRoomAsync(delivery).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        link.Fail("the broker has ended the delivery: the queue was deleted");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason) => Task.CompletedTask;

    private async Task WaitForRoomAsync(TransportDelivery delivery)
    {
        try
        {
            await incoming.WriteAsync(delivery, link.Closing).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // not acknowledged, so the broker delivers it again to whoever comes next
        }
    }
}
