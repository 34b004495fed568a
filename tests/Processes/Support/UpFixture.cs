namespace NumaProbe.Processes.Support;

/// <summary>The cluster of <c>numaprobe up</c> that the tests of a class share. A test that harms it leaves it working.</summary>
public sealed class UpFixture : IAsyncLifetime
{
    private UpCluster? _cluster;

    /// <summary>The cluster; skips the test where there is none.</summary>
    internal RunningCluster Cluster
    {
        get
        {
            NeedsLinux();
            return _cluster!;
        }
    }

    /// <summary>Skips or fails the calling test where processes cannot be handled.</summary>
    internal static void NeedsLinux() => Needs.That(OperatingSystem.IsLinux(), "processes are stopped and found as on Linux");

    public async ValueTask InitializeAsync() => _cluster = OperatingSystem.IsLinux() ? await UpCluster.StartAsync() : null;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
