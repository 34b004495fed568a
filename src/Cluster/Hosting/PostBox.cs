using System.Numerics;
using NumaProbe.Cluster.Transport;
using NumaProbe.Cluster.Wire;
using Serilog;

namespace NumaProbe.Cluster.Hosting;

/// <summary>Messages out of payloads and payloads out of messages. Owns what is counted about them; decides nothing.</summary>
/// <param name="transport">Carries the payloads.</param>
/// <param name="log">For the operator.</param>
internal sealed class PostBox(ITransport transport, ILogger log)
{
    private static readonly IReadOnlyList<ClusterMessage> Nothing = [];

    private ulong _unreadable;

    /// <summary>The messages of a payload; none when it cannot be read, which is nobody's fault here.</summary>
    internal IReadOnlyList<ClusterMessage> Open(TransportDelivery delivery)
    {
        var reading = WireCodec.Decode(delivery.Payload);
        if (reading.Messages is { } messages)
        {
            return messages;
        }

        // said at 1, 2, 4, 8, ...: a stranger must not fill the log
        if (BitOperations.IsPow2(++_unreadable))
        {
            log.Warning("a payload of {Bytes} bytes cannot be read and is ignored, {Count} so far: {Problem}", delivery.Payload.Length, _unreadable, reading.Problem);
        }

        return Nothing;
    }

    /// <summary>Publishes messages, those of one address together.</summary>
    internal async ValueTask SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
        {
            return;
        }

        foreach (var frame in WireCodec.Pack(messages))
        {
            await transport.PublishAsync(frame.Address, frame.Payload, cancellation).ConfigureAwait(false);
        }
    }
}
