using NumaProbe.Cluster.RabbitMq;
using NumaProbe.Cluster.Transport;
using RabbitMQ.Client;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>What the transport does while nothing goes wrong.</summary>
[Collection(BrokerGroup.Name)]
public sealed class DeliveryTests(BrokerFixture fixture) : IAsyncDisposable
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    private readonly Endpoints _endpoints = new(fixture.Broker);

    public ValueTask DisposeAsync() => _endpoints.DisposeAsync();

    [Fact]
    public async Task A_payload_arrives_where_it_was_sent_and_nowhere_else()
    {
        var coordinator = await _endpoints.CoordinatorAsync();
        var hosts = new[] { await _endpoints.HostAsync(0), await _endpoints.HostAsync(1) };
        await Endpoints.SendAsync(coordinator, hosts[1], "to one");
        await Endpoints.SendAsync(coordinator, hosts[0], "to zero");
        await Endpoints.SendAsync(hosts[0], coordinator, "to you");
        (await Endpoints.TakeAsync(hosts[0])).ShouldBe("to zero");
        (await Endpoints.TakeAsync(hosts[1])).ShouldBe("to one");
        (await Endpoints.TakeAsync(coordinator)).ShouldBe("to you");
        hosts.ShouldAllBe(host => host.Incoming.Count == 0);
    }

    [Fact]
    public async Task Payloads_of_one_sender_arrive_in_order_and_are_confirmed()
    {
        const int Count = 2_000;
        var coordinator = await _endpoints.CoordinatorAsync();
        var host = await _endpoints.HostAsync(0);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                await Endpoints.SendAsync(coordinator, host, $"{i}");

                // far fewer on their way than may be, so that none is dropped
                await Eventually.IsTrue(() => coordinator.Counters.Confirmed > i - (RabbitMqLimits.MaxUnconfirmed / 2), "confirms");
            }
        }, Ending);
        for (var i = 0; i < Count; i++)
        {
            (await Endpoints.TakeAsync(host)).ShouldBe($"{i}");
        }

        await sending;
        await Eventually.IsTrue(() => coordinator.Counters.Confirmed == Count, "every payload is confirmed");
        coordinator.Counters.ShouldSatisfyAllConditions(c => c.Dropped.ShouldBe(0), c => c.Refused.ShouldBe(0), c => c.Published.ShouldBe(Count));
    }

    [Fact]
    public async Task A_payload_to_nobody_is_no_error()
    {
        var coordinator = await _endpoints.CoordinatorAsync();
        await coordinator.PublishAsync("node.7.gone", new byte[] { 1 }, Ending);
        await Eventually.IsTrue(() => coordinator.Counters.Confirmed == 1, "the broker takes it");
        coordinator.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task A_payload_of_the_largest_size_arrives_whole_and_a_larger_one_is_a_bug()
    {
        var coordinator = await _endpoints.CoordinatorAsync();
        var host = await _endpoints.HostAsync(0);
        var payload = new byte[TransportLimits.MaxPayloadBytes];
        Random.Shared.NextBytes(payload);
        await coordinator.PublishAsync(host.Address, payload, Ending);
        (await Endpoints.PeekAsync(host)).Payload.ToArray().ShouldBe(payload);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            async () => await coordinator.PublishAsync(host.Address, new byte[TransportLimits.MaxPayloadBytes + 1], Ending));
    }

    [Fact]
    public async Task A_strangers_payload_above_the_bound_is_dropped_and_those_after_it_arrive()
    {
        var host = await _endpoints.HostAsync(0);
        await using var connection = await StrangerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ending);
        var exchange = _endpoints.CoordinatorQueue[.._endpoints.CoordinatorQueue.LastIndexOf('.')];
        await channel.BasicPublishAsync(exchange, host.Address, new byte[TransportLimits.MaxPayloadBytes + 1], Ending);
        await channel.BasicPublishAsync(exchange, host.Address, "after"u8.ToArray(), Ending);
        (await Endpoints.TakeAsync(host)).ShouldBe("after");
        host.Counters.Dropped.ShouldBe(1);
        host.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task No_more_wait_in_the_process_than_the_bound_and_the_rest_at_the_broker()
    {
        const int Beyond = 50;
        var coordinator = await _endpoints.CoordinatorAsync();
        var host = await _endpoints.HostAsync(0);
        for (var i = 0; i < TransportLimits.MaxWaiting + Beyond; i++)
        {
            await Endpoints.SendAsync(host, coordinator, $"{i}");
        }

        await using var connection = await StrangerAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ending);
        await Eventually.IsTrue(async () => await channel.MessageCountAsync(_endpoints.CoordinatorQueue, Ending) == Beyond, "the rest waits at the broker");
        await Eventually.IsTrue(() => coordinator.Counters.Delivered == TransportLimits.MaxWaiting, "the process has all it may have");
        for (var i = 0; i < TransportLimits.MaxWaiting + Beyond; i++)
        {
            (await Endpoints.TakeAsync(coordinator)).ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task The_broker_keeps_no_more_for_an_endpoint_than_the_bound_and_drops_the_oldest()
    {
        const int Beyond = 10;
        var coordinator = await _endpoints.CoordinatorAsync();
        var host = await _endpoints.HostAsync(0);
        for (var i = 0; i < TransportLimits.MaxWaiting + RabbitMqLimits.MaxQueueLength + Beyond; i++)
        {
            await Endpoints.SendAsync(host, coordinator, $"{i}");
            await Eventually.IsTrue(() => host.Counters.Confirmed > i - (RabbitMqLimits.MaxUnconfirmed / 2), "confirms");
        }

        await Eventually.IsTrue(() => host.Counters.Confirmed == host.Counters.Published, "everything is confirmed");
        var last = "";
        for (var i = 0; i < TransportLimits.MaxWaiting + RabbitMqLimits.MaxQueueLength; i++)
        {
            last = await Endpoints.TakeAsync(coordinator);
        }

        last.ShouldBe($"{TransportLimits.MaxWaiting + RabbitMqLimits.MaxQueueLength + Beyond - 1}");
        coordinator.Incoming.Count.ShouldBe(0);
    }

    [Fact]
    public async Task One_coordinator_at_a_time_gets_what_arrives_and_the_standby_takes_over()
    {
        var leader = await _endpoints.CoordinatorAsync();
        var standby = await _endpoints.CoordinatorAsync();
        var host = await _endpoints.HostAsync(0);
        for (var i = 0; i < 10; i++)
        {
            await Endpoints.SendAsync(host, leader, $"{i}");
            (await Endpoints.PeekAsync(leader)).Payload.Length.ShouldBe(1);
        }

        standby.Incoming.Count.ShouldBe(0);
        await _endpoints.CloseAsync(leader);
        for (var i = 0; i < 10; i++)
        {
            (await Endpoints.TakeAsync(standby)).ShouldBe($"{i}", "what the leader had not dealt with comes to the standby");
        }
    }

    private async Task<IConnection> StrangerAsync() =>
        await new ConnectionFactory { Uri = new Uri(fixture.Broker.Uri) }.CreateConnectionAsync(Ending);
}
