using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Processes.Support;

/// <summary>The broker and the cluster that the tests of a group share. A test that harms them leaves them working.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private TestBroker? _broker;
    private RunningCluster? _cluster;

    /// <summary>The cluster; skips the test where there is no broker.</summary>
    internal RunningCluster Cluster
    {
        get
        {
            NeedsBroker();
            return _cluster!;
        }
    }

    /// <summary>Skips or fails the calling test where there is no broker.</summary>
    internal static void NeedsBroker()
    {
        Needs.That(OperatingSystem.IsLinux(), "processes are stopped and found as on Linux");
        Needs.That(TestBroker.IsInstalled, "RabbitMQ is not installed (Debian's packages rabbitmq-server and erlang-base)");
    }

    public async ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsLinux() && TestBroker.IsInstalled)
        {
            _broker = await TestBroker.StartAsync();
            _cluster = await RunningCluster.StartAsync(_broker);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }
}
