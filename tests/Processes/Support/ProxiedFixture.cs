namespace NumaProbe.Processes.Support;

/// <summary>The cluster behind proxies that the tests of a group share. A test that harms it leaves it working.</summary>
public sealed class ProxiedFixture : IAsyncLifetime
{
    private ProxiedCluster? _cluster;

    /// <summary>The cluster; skips the test where there is none.</summary>
    internal ProxiedCluster Cluster
    {
        get
        {
            UpFixture.NeedsLinux();
            return _cluster!;
        }
    }

    public async ValueTask InitializeAsync() => _cluster = OperatingSystem.IsLinux() ? await ProxiedCluster.StartAsync() : null;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
