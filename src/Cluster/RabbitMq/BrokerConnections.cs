using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>How connections to a broker are made.</summary>
public static class BrokerConnections
{
    /// <summary>Tries once whether the broker takes us.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="tls">How it proves itself.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null when it does, else why not, for people.</returns>
    public static async Task<string?> ProblemOfAsync(BrokerUri broker, BrokerTls tls, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(tls);
        try
        {
            await using var connection = await FactoryFor(broker, tls).CreateConnectionAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException or TimeoutException)
        {
            return BrokerFailure.Of(e, broker).Message;
        }
    }

    internal static ConnectionFactory FactoryFor(BrokerUri broker, BrokerTls tls) => new()
    {
        HostName = broker.Host,
        Port = broker.Port,
        VirtualHost = broker.VirtualHost,
        UserName = broker.User,
        Password = broker.Password,
        Ssl = broker.IsTls ? tls.OptionFor(broker.Host) : new SslOption { Enabled = false },
        AutomaticRecoveryEnabled = false,
        ConsumerDispatchConcurrency = 1,
        RequestedHeartbeat = RabbitMqLimits.Heartbeat,
        RequestedConnectionTimeout = RabbitMqLimits.ConnectWithin,
        ContinuationTimeout = RabbitMqLimits.ConnectWithin,
        HandshakeContinuationTimeout = RabbitMqLimits.ConnectWithin,
        MaxInboundMessageBodySize = RabbitMqLimits.MaxInboundBytes,
    };
}
