using NumaProbe.Cluster.RabbitMq;
using NumaProbe.Cluster.Transport;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>What the transport does when its connection is lost.</summary>
[Collection(BrokerGroup.Name)]
public sealed class ReconnectTests(BrokerFixture fixture) : IAsyncDisposable
{
    private readonly Endpoints _endpoints = new(fixture.Broker);

    public ValueTask DisposeAsync() => _endpoints.DisposeAsync();

    [Fact]
    public async Task What_was_not_dealt_with_comes_again_after_the_connections_were_cut_and_what_was_does_not()
    {
        var (coordinator, host) = (await _endpoints.CoordinatorAsync(), await _endpoints.HostAsync(0));
        await Endpoints.SendAsync(host, coordinator, "dealt with");
        await Endpoints.SendAsync(host, coordinator, "not dealt with");
        await Endpoints.TakeAsync(coordinator);
        await Endpoints.PeekAsync(coordinator);
        await AcknowledgedAsync(1);
        await LoseAsync(fixture.Broker.CutConnectionsAsync, coordinator, host);
        (await Endpoints.TakeAsync(coordinator)).ShouldBe("not dealt with");
        await ExchangeAsync(coordinator, host);
        coordinator.Incoming.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Saying_that_a_delivery_of_a_lost_connection_is_dealt_with_harms_nothing()
    {
        var (coordinator, host) = (await _endpoints.CoordinatorAsync(), await _endpoints.HostAsync(0));
        await Endpoints.SendAsync(host, coordinator, "old");
        var old = await Endpoints.PeekAsync(coordinator);
        await LoseAsync(fixture.Broker.CloseConnectionsAsync, coordinator, host);
        await coordinator.AcknowledgeAsync(old);
        (await Endpoints.TakeAsync(coordinator)).ShouldBe("old");
        await ExchangeAsync(coordinator, host);
    }

    [Fact]
    public async Task Everything_is_declared_again_after_the_broker_lost_its_disk_content_of_a_queue()
    {
        var (coordinator, host) = (await _endpoints.CoordinatorAsync(), await _endpoints.HostAsync(0));
        await LoseAsync(
            () => fixture.Broker.EvaluateAsync("[rabbit_amqqueue:delete(Q, false, false, <<\"test\">>) || Q <- rabbit_amqqueue:list()]."), coordinator, host);
        await ExchangeAsync(coordinator, host);
    }

    [Fact]
    public async Task A_broker_that_stops_and_starts_again_is_joined_again()
    {
        var (coordinator, host) = (await _endpoints.CoordinatorAsync(), await _endpoints.HostAsync(0));
        await LoseAsync(fixture.Broker.BounceAsync, coordinator, host);
        await ExchangeAsync(coordinator, host);
    }

    [Fact]
    public async Task A_broker_that_is_killed_is_joined_again_and_what_is_published_meanwhile_is_dropped_and_counted()
    {
        var (coordinator, host) = (await _endpoints.CoordinatorAsync(), await _endpoints.HostAsync(0));
        await LoseAsync(
            async () =>
            {
                await fixture.Broker.KillAsync();
                await Eventually.IsTrue(() => !coordinator.IsConnected, "the loss is noticed");
                await Endpoints.SendAsync(coordinator, host, "into the void");
                coordinator.Counters.Dropped.ShouldBe(1);
                await fixture.Broker.StartServerAsync();
            },
            coordinator, host);
        await ExchangeAsync(coordinator, host);
        _endpoints.Log.ShouldContain("trying again in 0.1 s");
        _endpoints.Log.ShouldNotContain(fixture.Broker.Password);
    }

    [Fact]
    public async Task A_transport_that_is_disposed_of_while_the_broker_is_away_ends_its_mail()
    {
        var coordinator = await _endpoints.CoordinatorAsync();
        await fixture.Broker.KillAsync();
        await Eventually.IsTrue(() => !coordinator.IsConnected, "the loss is noticed");
        await _endpoints.CloseAsync(coordinator);
        await Eventually.Happens(coordinator.Incoming.Completion, "the end of the mail");
        await fixture.Broker.StartServerAsync();
    }

    private static async Task ExchangeAsync(RabbitMqTransport one, RabbitMqTransport other)
    {
        await Endpoints.SendAsync(one, other, "there");
        (await Endpoints.TakeAsync(other)).ShouldBe("there");
        await Endpoints.SendAsync(other, one, "and back");
        (await Endpoints.TakeAsync(one)).ShouldBe("and back");
    }

    private static async Task LoseAsync(Func<Task> loss, params RabbitMqTransport[] transports)
    {
        var before = transports.Select(t => t.Counters.Connections).ToList();
        await loss();
        foreach (var (transport, connections) in transports.Zip(before))
        {
            await Eventually.IsTrue(() => transport.Counters.Connections > connections && transport.IsConnected, "a new connection");
        }
    }

    private Task AcknowledgedAsync(int unacknowledged) => Eventually.IsTrue(
        async () => (await fixture.Broker.EvaluateAsync(
                $"lists:sum([proplists:get_value(messages_unacknowledged, rabbit_amqqueue:info(Q, [messages_unacknowledged])) || Q <- rabbit_amqqueue:list()])."))
            .Contains($" {unacknowledged}}}", StringComparison.Ordinal),
        "the broker knows what was dealt with");
}
