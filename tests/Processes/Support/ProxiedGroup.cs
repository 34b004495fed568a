namespace NumaProbe.Processes.Support;

/// <summary>Tests that share a cluster behind proxies and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ProxiedGroup : ICollectionFixture<ProxiedFixture>
{
    internal const string Name = "proxied";
}
