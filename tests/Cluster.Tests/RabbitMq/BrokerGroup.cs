namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>Tests that share a broker and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerGroup : ICollectionFixture<BrokerFixture>
{
    internal const string Name = "broker";
}
