using System.Threading.Channels;
using NumaProbe.Cluster.Transport;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Serilog;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// The transport over RabbitMQ: an endpoint that is connected again whenever its connection is lost, for as long as it lives. What is
/// published meanwhile is dropped and counted. Never waits for the broker's word on a single payload, and never logs the password.
/// </summary>
public sealed class RabbitMqTransport : ITransport
{
    private readonly RabbitMqEndpoint _endpoint;
    private readonly BrokerUri _broker;
    private readonly ConnectionFactory _factory;
    private readonly ILogger _log;
    private readonly Channel<TransportDelivery> _incoming;
    private readonly Counters _counters = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile RabbitMqLink? _link;
    private Task _upkeep = Task.CompletedTask;
    private long _droppedBefore;
    private long _refusedBefore;

    private RabbitMqTransport(RabbitMqEndpoint endpoint, BrokerUri broker, BrokerTls tls, ILogger log)
    {
        _endpoint = endpoint;
        _broker = broker;
        _log = log;
        _factory = BrokerConnections.FactoryFor(broker, tls);
        _incoming = Channel.CreateBounded<TransportDelivery>(new BoundedChannelOptions(TransportLimits.MaxWaiting)
        {
            SingleReader = true,
            SingleWriter = false,
            FullMode = BoundedChannelFullMode.Wait,

            // the process's loop then runs where the delivery arrived: one change of threads less in every window
            AllowSynchronousContinuations = true,
        });
    }

    /// <inheritdoc/>
    public string Address => _endpoint.Address;

    /// <inheritdoc/>
    public ChannelReader<TransportDelivery> Incoming => _incoming.Reader;

    /// <summary>There is a connection, as far as is known.</summary>
    public bool IsConnected => _link is { IsOpen: true };

    /// <summary>What has been done so far.</summary>
    public TransportCounters Counters => _counters.Snapshot();

    /// <summary>Joins the broker, trying again while it cannot be reached.</summary>
    /// <param name="endpoint">Who this process is.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="tls">How it proves itself.</param>
    /// <param name="log">For the operator.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BrokerRefusedException">The broker was reached, but trying again cannot help.</exception>
    public static async Task<RabbitMqTransport> ConnectAsync(
        RabbitMqEndpoint endpoint, BrokerUri broker, BrokerTls tls, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(log);
        if (!broker.IsTls && !broker.IsLoopback)
        {
            log.Warning("{Broker} is not on this machine and the connection is not encrypted: use amqps:// outside a private network", broker);
        }

        var transport = new RabbitMqTransport(endpoint, broker, tls, log);
        try
        {
            transport._link = await transport.OpenAsync(isFirst: true, cancellation).ConfigureAwait(false);
            transport._upkeep = transport.KeepAsync();
            return transport;
        }
        catch
        {
            await transport.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(string address, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, TransportLimits.MaxPayloadBytes, nameof(payload));
        if (_link is not { } link || !await link.TryPublishAsync(address, payload, cancellation).ConfigureAwait(false))
        {
            _counters.CountDropped();
        }
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync(TransportDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);

        // of a link that is lost the broker has already taken everything back
        return delivery.Tag is DeliveryTag tag && ReferenceEquals(tag.Link, _link) ? tag.Link.AcknowledgeAsync(tag) : ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _upkeep.ConfigureAwait(false);
        if (_link is { } link)
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }

        _incoming.Writer.TryComplete();
        _stopping.Dispose();
    }

    private async Task<RabbitMqLink> OpenAsync(bool isFirst, CancellationToken cancellation)
    {
        var backOff = new BackOff();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var link = await RabbitMqLink.OpenAsync(_factory, _endpoint, _incoming.Writer, _counters, cancellation).ConfigureAwait(false);
                _log.Debug("connected to {Broker} as {Queue}", _broker, _endpoint.Queue);
                return link;
            }
            catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException or TimeoutException
                or ObjectDisposedException or ChannelClosedException or System.Net.Sockets.SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                var failure = BrokerFailure.Of(e, _broker);
                if (isFirst && failure.IsFinal)
                {
                    throw new BrokerRefusedException(failure.Message, e);
                }

                var wait = backOff.Next();
                _log.Warning("{Problem}; trying again in {Wait} s", failure.Message, wait.TotalSeconds);
                await Task.Delay(wait, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                var reason = await _link!.Closed.WaitAsync(_stopping.Token).ConfigureAwait(false);
                _log.Warning("the connection to {Broker} is lost: {Reason}", _broker, reason);
                LogLosses();
                await _link.DisposeAsync().ConfigureAwait(false);
                _link = await OpenAsync(isFirst: false, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogLosses();
        }
#pragma warning disable CA1031 // it is thrown where the mail is read: without this the process would wait for ever for mail that cannot come
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _incoming.Writer.TryComplete(bug);
        }
    }

    private void LogLosses()
    {
        var now = _counters.Snapshot();
        if (now.Dropped > _droppedBefore || now.Refused > _refusedBefore)
        {
            _log.Information("{Dropped} payloads dropped and {Refused} refused so far; the protocol sends what matters again", now.Dropped, now.Refused);
        }

        (_droppedBefore, _refusedBefore) = (now.Dropped, now.Refused);
    }
}
