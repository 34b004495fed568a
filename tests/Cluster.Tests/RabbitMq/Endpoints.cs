using System.Text;
using NumaProbe.Cluster.RabbitMq;
using NumaProbe.Cluster.Transport;
using NumaProbe.Tests.Support.Broker;
using Serilog;
using Serilog.Core;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>Endpoints of a cluster that no other test knows, and what they log. Disposed of together.</summary>
internal sealed class Endpoints(TestBroker broker) : IAsyncDisposable
{
    private readonly List<RabbitMqTransport> _open = [];
    private readonly LogList _lines = new();
    private readonly string _cluster = "t" + Guid.NewGuid().ToString("N");
    private Logger? _log;

    /// <summary>Everything logged so far, at every level.</summary>
    internal string Log => _lines.Text;

    /// <summary>Name of the queue of the coordinator.</summary>
    internal string CoordinatorQueue => RabbitMqEndpoint.OfCoordinator(_cluster).Queue;

    internal ILogger Logger => _log ??= new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(_lines).CreateLogger();

    internal Task<RabbitMqTransport> CoordinatorAsync() => OpenAsync(RabbitMqEndpoint.OfCoordinator(_cluster), broker.Uri);

    internal Task<RabbitMqTransport> HostAsync(int node) => OpenAsync(RabbitMqEndpoint.OfHost(_cluster, [node], Guid.NewGuid().ToString("N")), broker.Uri);

    internal async Task<RabbitMqTransport> OpenAsync(RabbitMqEndpoint endpoint, string uri, BrokerTls? tls = null)
    {
        var transport = await RabbitMqTransport.ConnectAsync(endpoint, BrokerUri.Parse(uri).Uri!, tls ?? BrokerTls.OfMachine, Logger, TestContext.Current.CancellationToken);
        _open.Add(transport);
        return transport;
    }

    internal Task<RabbitMqTransport> OpenAsync(string uri, BrokerTls? tls) => OpenAsync(RabbitMqEndpoint.OfCoordinator(_cluster), uri, tls);

    internal async Task CloseAsync(RabbitMqTransport transport)
    {
        _open.Remove(transport);
        await transport.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in _open)
        {
            await transport.DisposeAsync();
        }

        if (_log is not null)
        {
            await _log.DisposeAsync();
        }
    }

    internal static ValueTask SendAsync(ITransport from, ITransport to, string text) =>
        from.PublishAsync(to.Address, Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>The next payload, which is dealt with.</summary>
    internal static async Task<string> TakeAsync(ITransport transport)
    {
        var delivery = await PeekAsync(transport);
        await transport.AcknowledgeAsync(delivery);
        return Encoding.UTF8.GetString(delivery.Payload.Span);
    }

    /// <summary>The next payload, which is not dealt with.</summary>
    internal static Task<TransportDelivery> PeekAsync(ITransport transport) =>
        Eventually.Happens(transport.Incoming.ReadAsync(TestContext.Current.CancellationToken).AsTask(), "a delivery");
}
