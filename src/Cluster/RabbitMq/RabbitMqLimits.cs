using NumaProbe.Cluster.Transport;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>Bounds and times of the transport over RabbitMQ.</summary>
public static class RabbitMqLimits
{
    /// <summary>Most payloads published and not yet confirmed; a further one is dropped and counted, and the protocol sends it again.</summary>
    public const int MaxUnconfirmed = 1024;

    /// <summary>Most payloads that the broker keeps for one endpoint; the oldest are dropped first, since the protocol repeats what matters.</summary>
    public const int MaxQueueLength = 4096;

    /// <summary>Payloads dealt with before the broker is told, if <see cref="AcknowledgeWithin"/> does not come first.</summary>
    public const int AcknowledgeEvery = 32;

    /// <summary>Largest payload that is taken from the broker to be looked at: what a broker accepts by default. Anything above <see cref="TransportLimits.MaxPayloadBytes"/> is dropped.</summary>
    public const int MaxInboundBytes = 128 << 20;

    /// <summary>Longest name of a cluster.</summary>
    public const int MaxClusterNameLength = 64;

    /// <summary>Longest address of an endpoint: with the names around it, below the 255 bytes of AMQP.</summary>
    public const int MaxAddressLength = 160;

    /// <summary>Largest file with a broker's address that is read.</summary>
    public const int MaxBrokerFileBytes = 4096;

    /// <summary>Longest wait before the broker is told of payloads dealt with.</summary>
    public static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromMilliseconds(20);

    /// <summary>How long one attempt to reach the broker may take.</summary>
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    /// <summary>Shortest wait between two attempts.</summary>
    public static readonly TimeSpan ShortestBackOff = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two attempts.</summary>
    public static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(5);

    /// <summary>Interval of the heartbeats with the broker: a dead connection is noticed after two, the least that RabbitMQ advises.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>How long the queue of a node host outlives its consumer.</summary>
    public static readonly TimeSpan HostQueueExpires = TimeSpan.FromMinutes(5);

    /// <summary>How long saying goodbye to the broker may take.</summary>
    public static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(1);
}
