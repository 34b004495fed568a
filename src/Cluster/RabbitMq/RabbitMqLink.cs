using System.Threading.Channels;
using NumaProbe.Cluster.Transport;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// One connection to the broker from its making to its loss: one channel that publishes and consumes. Never repaired; whoever holds it
/// makes a new one. Publishing is for one caller at a time; the rest may come from any thread.
/// </summary>
internal sealed class RabbitMqLink : IAsyncDisposable
{
    private readonly RabbitMqEndpoint _endpoint;
    private readonly Counters _counters;
    private readonly ConfirmWindow _unconfirmed = new();
    private readonly AckBatch _acks = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Timer _ackTimer;
    private readonly CachedString _exchange;
    private readonly Dictionary<string, CachedString> _addresses = new(StringComparer.Ordinal);
    private readonly BasicProperties _properties = new() { DeliveryMode = DeliveryModes.Transient };
    private IConnection? _connection;

    private RabbitMqLink(RabbitMqEndpoint endpoint, Counters counters)
    {
        _endpoint = endpoint;
        _counters = counters;
        _exchange = new CachedString(endpoint.Exchange);
        _ackTimer = new Timer(_ => _ = FlushAcksAsync().AsTask());
        Closing = _closing.Token;
    }

    /// <summary>The channel; null before it is open.</summary>
    internal IChannel? Channel { get; private set; }

    /// <summary>Why the link is lost, once it is.</summary>
    internal Task<string> Closed => _closed.Task;

    /// <summary>Cancelled when the link is lost or given up.</summary>
    internal CancellationToken Closing { get; }

    /// <summary>The link works, as far as is known.</summary>
    internal bool IsOpen => !_closed.Task.IsCompleted && Channel is { IsOpen: true };

    /// <summary>Connects, declares what the endpoint needs, and begins to consume.</summary>
    /// <exception cref="Exception">What the client throws when it does not succeed.</exception>
    internal static async Task<RabbitMqLink> OpenAsync(
        IConnectionFactory factory, RabbitMqEndpoint endpoint, ChannelWriter<TransportDelivery> incoming, Counters counters, CancellationToken cancellation)
    {
        var link = new RabbitMqLink(endpoint, counters);
        try
        {
            await link.ConnectAsync(factory, cancellation).ConfigureAwait(false);
            await link.DeclareAsync(cancellation).ConfigureAwait(false);
            await link.Channel!.BasicConsumeAsync(
                endpoint.Queue, autoAck: false, new RabbitMqConsumer(link, incoming, counters), cancellation).ConfigureAwait(false);
            counters.CountConnection();
            return link;
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Publishes if the link works and has room.</summary>
    /// <returns>False when it was not published.</returns>
    internal async ValueTask<bool> TryPublishAsync(string address, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        if (!IsOpen || !_unconfirmed.TryOpen())
        {
            return false;
        }

        try
        {
            // not mandatory: an address at which nobody listens is no error, as in any network
            await Channel!.BasicPublishAsync(_exchange, KeyOf(address), mandatory: false, _properties, payload, cancellation).ConfigureAwait(false);
            _counters.CountPublished(payload.Length);
            return true;
        }
        catch (OperationCanceledException)
        {
            Fail("publishing was given up");
            throw;
        }
        catch (Exception e) when (e is OperationInterruptedException or AlreadyClosedException or IOException or ObjectDisposedException or ChannelClosedException)
        {
            Fail(e.Message);
            return false;
        }
    }

    /// <summary>A delivery of this link was dealt with; the broker is told soon.</summary>
    internal ValueTask AcknowledgeAsync(DeliveryTag tag)
    {
        bool isBatched, isFull;
        lock (_gate)
        {
            isBatched = _acks.TryAdd(tag.Number);
            isFull = _acks.Count >= RabbitMqLimits.AcknowledgeEvery;
            if (isBatched && _acks.Count == 1)
            {
                _ackTimer.Change(RabbitMqLimits.AcknowledgeWithin, Timeout.InfiniteTimeSpan);
            }
        }

        return !isBatched ? TellAsync(tag.Number, multiple: false) : isFull ? FlushAcksAsync() : ValueTask.CompletedTask;
    }

    /// <summary>The link is lost.</summary>
    internal void Fail(string reason)
    {
        if (_closed.TrySetResult(reason))
        {
            _closing.Cancel();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await WithinAsync(FlushAcksAsync().AsTask()).ConfigureAwait(false);
        Fail("closed");
        await _ackTimer.DisposeAsync().ConfigureAwait(false);
        if (_connection is { } connection)
        {
            await WithinAsync(CloseAsync(connection)).ConfigureAwait(false);
        }

        _closing.Dispose();
    }

    private static async Task CloseAsync(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(Constants.ReplySuccess, "Goodbye", RabbitMqLimits.CloseWithin, abort: true, CancellationToken.None).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationInterruptedException or AlreadyClosedException or IOException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // it is closed then
        }
    }

    // a broker that cannot be reached must not keep the process from ending or from looking for it anew
    private static async Task WithinAsync(Task goodbye) =>
        await goodbye.WaitAsync(RabbitMqLimits.CloseWithin * 2).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task ConnectAsync(IConnectionFactory factory, CancellationToken cancellation)
    {
        _connection = await factory.CreateConnectionAsync(_endpoint.Queue, cancellation).ConfigureAwait(false);
        _connection.ConnectionShutdownAsync += (_, e) => Lost(e.ReplyText);
        Channel = await _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false, outstandingPublisherConfirmationsRateLimiter: null, consumerDispatchConcurrency: 1),
            cancellation).ConfigureAwait(false);
        Channel.ChannelShutdownAsync += (_, e) => Lost(e.ReplyText);
        Channel.BasicAcksAsync += (_, e) =>
        {
            _counters.CountConfirmed(_unconfirmed.Settle(e.DeliveryTag, e.Multiple));
            return Task.CompletedTask;
        };
        Channel.BasicNacksAsync += (_, e) =>
        {
            _counters.CountRefused(_unconfirmed.Settle(e.DeliveryTag, e.Multiple));
            return Task.CompletedTask;
        };
    }

    private async Task DeclareAsync(CancellationToken cancellation)
    {
        await Channel!.ExchangeDeclareAsync(_endpoint.Exchange, ExchangeType.Direct, durable: true, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false);
        await Channel.QueueDeclareAsync(
            _endpoint.Queue, durable: true, exclusive: false, autoDelete: false, _endpoint.QueueArguments, cancellationToken: cancellation).ConfigureAwait(false);
        await Channel.QueueBindAsync(_endpoint.Queue, _endpoint.Exchange, _endpoint.Address, cancellationToken: cancellation).ConfigureAwait(false);
        await Channel.BasicQosAsync(prefetchSize: 0, TransportLimits.MaxWaiting, global: false, cancellation).ConfigureAwait(false);
    }

    private Task Lost(string reason)
    {
        Fail(reason);
        return Task.CompletedTask;
    }

    private CachedString KeyOf(string address)
    {
        if (!_addresses.TryGetValue(address, out var key))
        {
            // addresses of hosts long gone: forgetting all of them is simpler than knowing which, and costs nothing
            if (_addresses.Count >= TransportLimits.MaxWaiting)
            {
                _addresses.Clear();
            }

            _addresses[address] = key = new CachedString(address);
        }

        return key;
    }

    private ValueTask FlushAcksAsync()
    {
        ulong through;
        lock (_gate)
        {
            through = _acks.Take();
        }

        return through == 0 ? ValueTask.CompletedTask : TellAsync(through, multiple: true);
    }

    private async ValueTask TellAsync(ulong through, bool multiple)
    {
        try
        {
            if (IsOpen)
            {
                await Channel!.BasicAckAsync(through, multiple, Closing).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationInterruptedException or AlreadyClosedException or IOException or OperationCanceledException or ObjectDisposedException or ChannelClosedException)
        {
            // the broker delivers it again, which the protocol copes with
            Fail(e.Message);
        }
    }
}
