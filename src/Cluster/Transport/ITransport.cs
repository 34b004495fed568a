using System.Threading.Channels;

namespace NumaProbe.Cluster.Transport;

/// <summary>
/// The mail of one process of a cluster: payloads to named addresses and from its own. A transport may lose, repeat, delay and reorder
/// payloads, and must never change one; everything that a result depends on is the business of the protocol above it.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>The address others reach this process by.</summary>
    string Address { get; }

    /// <summary>What has arrived, in the order of arrival. Ends when the transport is closed for good.</summary>
    ChannelReader<TransportDelivery> Incoming { get; }

    /// <summary>Hands a payload over; does not wait for it to arrive.</summary>
    /// <param name="address">Where to; nobody need listen there.</param>
    /// <param name="payload">The bytes, at most <see cref="TransportLimits.MaxPayloadBytes"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask PublishAsync(string address, ReadOnlyMemory<byte> payload, CancellationToken cancellation);

    /// <summary>Says that a payload has been dealt with, so that it need not be delivered again.</summary>
    /// <param name="delivery">What came out of <see cref="Incoming"/>.</param>
    ValueTask AcknowledgeAsync(TransportDelivery delivery);
}
