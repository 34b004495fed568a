namespace NumaProbe.Cluster.RabbitMq;

/// <summary>The broker was reached and will not have us, or is not who it should be: trying again cannot help. The message is for people.</summary>
public sealed class BrokerRefusedException : Exception
{
    public BrokerRefusedException()
    {
    }

    public BrokerRefusedException(string message)
        : base(message)
    {
    }

    public BrokerRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
