using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Processes;

/// <summary>How processes of a cluster end, and what they say meanwhile.</summary>
[Collection(ClusterGroup.Name)]
public sealed class EndingTests(ClusterFixture fixture) : IAsyncDisposable
{
    private const int ToldToEnd = 6;

    private readonly LooseCluster _cluster = new(fixture.Cluster.Broker);
    private readonly int _port = FreePorts.Take(1)[0];

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Processes_that_are_told_to_end_do_so_in_order_and_say_no_secret()
    {
        var coordinator = _cluster.StartCoordinator(_port);
        var host = _cluster.StartHost("0-3");
        using var client = new ClusterClient(_port);
        await client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 1 }, "the host has joined");
        File.Exists(_cluster.HealthFileOf("0-3")).ShouldBeTrue();
        foreach (var process in new[] { host, coordinator })
        {
            Signals.Terminate(await process.Id);
            (await Eventually.Happens(process.Exited, "the process to end")).ShouldBe(0, _cluster.Log);
        }

        File.Exists(_cluster.HealthFileOf("0-3")).ShouldBeFalse();
        _cluster.Log.ShouldNotContain(fixture.Cluster.Broker.Password);
    }

    [Fact]
    public async Task Of_two_processes_with_one_node_the_older_is_told_to_end()
    {
        _cluster.StartCoordinator(_port);
        var older = _cluster.StartHost("0-3");
        using var client = new ClusterClient(_port);
        await client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 1 }, "the first host has joined");
        _cluster.StartHost("3");
        (await Eventually.Happens(older.Exited, "the older process to end")).ShouldBe(ToldToEnd);
        _cluster.Log.ShouldContain("was told to end");
    }

    [Fact]
    public async Task A_process_that_ends_while_the_broker_is_away_does_so_in_order()
    {
        var host = _cluster.StartHost("0");
        await Eventually.IsTrue(() => File.Exists(_cluster.HealthFileOf("0")), "the host is connected");
        await fixture.Cluster.Broker.KillAsync();
        Signals.Terminate(await host.Id);
        (await Eventually.Happens(host.Exited, "the process to end")).ShouldBe(0, _cluster.Log);
        await fixture.Cluster.Broker.StartServerAsync();
    }
}
