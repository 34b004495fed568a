using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>The broker that the tests of the transport share. A test that harms it leaves it working.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    private TestBroker? _broker;

    /// <summary>The broker; skips the test where there is none.</summary>
    internal TestBroker Broker
    {
        get
        {
            Needs.That(TestBroker.IsInstalled, "RabbitMQ is not installed (Debian's packages rabbitmq-server and erlang-base)");
            return _broker!;
        }
    }

    public async ValueTask InitializeAsync() => _broker = TestBroker.IsInstalled ? await TestBroker.StartAsync() : null;

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
