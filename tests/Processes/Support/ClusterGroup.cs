namespace NumaProbe.Processes.Support;

/// <summary>Tests that share a cluster and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterGroup : ICollectionFixture<ClusterFixture>
{
    internal const string Name = "cluster";
}
