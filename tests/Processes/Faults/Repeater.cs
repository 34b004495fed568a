using System.Globalization;
using NumaProbe.Processes.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NumaProbe.Processes.Faults;

/// <summary>
/// Gets a copy of every message of a cluster and sends some again, later and in another order. Copies are held across runs, so that mail of
/// one run comes in the next.
/// </summary>
internal sealed class Repeater : IAsyncDisposable
{
    private const string Mark = "copy";
    private const int MostHeld = 64;

    private readonly RunningCluster _cluster;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;
    private readonly Random _random;
    private readonly List<(string Key, byte[] Body)> _held = [];
    private int _repeated;

    private Repeater(RunningCluster cluster, IConnection connection, IChannel channel, string queue, int seed)
    {
        (_cluster, _connection, _channel, _queue) = (cluster, connection, channel, queue);
        _random = new Random(seed);
    }

    /// <summary>Copies sent so far.</summary>
    internal int Repeated => Volatile.Read(ref _repeated);

    private string Exchange => $"numaprobe.{_cluster.Name}";

    /// <summary>Begins to listen.</summary>
    internal static async Task<Repeater> StartAsync(RunningCluster cluster, int seed)
    {
        var ending = TestContext.Current.CancellationToken;
        var connection = await new ConnectionFactory { Uri = new Uri(cluster.Broker.Uri) }.CreateConnectionAsync(ending);
        var channel = await connection.CreateChannelAsync(cancellationToken: ending);
        var queue = await channel.QueueDeclareAsync(cancellationToken: ending);
        var repeater = new Repeater(cluster, connection, channel, queue.QueueName, seed);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += repeater.TakeAsync;
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, ending);
        await repeater.ListenToAllAsync();
        return repeater;
    }

    /// <summary>Listens to every process that there is now.</summary>
    internal async Task ListenToAllAsync()
    {
        var keys = await _cluster.Broker.EvaluateAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"lists:flatten(lists:join(\" \", [binary_to_list(element(3, B)) || B <- rabbit_binding:list_for_source(rabbit_misc:r(<<\"/\">>, exchange, <<\"{Exchange}\">>))]))."));
        foreach (var key in keys.Split('"')[1].Split(' ').Distinct(StringComparer.Ordinal))
        {
            await _channel.QueueBindAsync(_queue, Exchange, key, cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task TakeAsync(object sender, BasicDeliverEventArgs message)
    {
        if (message.BasicProperties.Headers?.ContainsKey(Mark) is true)
        {
            return;
        }

        if (_held.Count == MostHeld)
        {
            _held.RemoveAt(_random.Next(MostHeld));
        }

        _held.Add((message.RoutingKey, message.Body.ToArray()));
        if (_random.Next(3) == 0)
        {
            var (key, body) = _held[_random.Next(_held.Count)];
            var properties = new BasicProperties { Headers = new Dictionary<string, object?>(StringComparer.Ordinal) { [Mark] = true } };
            await _channel.BasicPublishAsync(Exchange, key, mandatory: false, properties, body, message.CancellationToken);
            Interlocked.Increment(ref _repeated);
        }
    }
}
