using NumaProbe.Processes.Proxies;
using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>How processes of a cluster end, and what they say meanwhile.</summary>
public sealed class EndingTests : IAsyncLifetime
{
    private const int ToldToEnd = 6;

    private readonly Proxy _front = new(FreePorts.Take(1)[0]);
    private readonly LooseCluster _cluster;
    private readonly ClusterClient _client = new(FreePorts.Take(1)[0]);

    public EndingTests() => _cluster = new LooseCluster(_front.Place);

    public ValueTask InitializeAsync()
    {
        UpFixture.NeedsLinux();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _front.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task Processes_that_are_told_to_end_do_so_in_order_and_are_members_no_more()
    {
        var coordinator = _cluster.StartCoordinator(_client.Port);
        var host = _cluster.StartHost("0-3");
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 1 } && status.AllAreUp(2), "the host has joined");
        File.Exists(_cluster.HealthFileOf("0-3")).ShouldBeTrue();
        await ShouldEndInOrderAsync(host);
        File.Exists(_cluster.HealthFileOf("0-3")).ShouldBeFalse();
        await _client.StatusIsAsync(status => status.AllAreUp(1), "the host is no member");
        await ShouldEndInOrderAsync(coordinator);
    }

    [Fact]
    public async Task Of_two_processes_with_one_node_the_older_is_told_to_end()
    {
        _cluster.StartCoordinator(_client.Port);
        var older = _cluster.StartHost("0-3");
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 1 }, "the first host has joined");
        _cluster.StartHost("3");
        (await Eventually.Happens(older.Exited, "the older process to end")).ShouldBe(ToldToEnd);
        _cluster.Log.ShouldContain("was told to end");
    }

    [Fact]
    public async Task A_process_that_cannot_be_told_to_end_is_removed_and_ends_when_it_hears_of_that()
    {
        await using var gate = new Proxy(FreePorts.Take(1)[0]);
        _cluster.StartCoordinator(_client.Port);
        var older = _cluster.StartHost("0-3", gate.Place);
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 1 } && status.AllAreUp(2), "the first host has joined");
        gate.Hold();
        _front.Connections.ToList().ForEach(link => link.Hold());
        _cluster.StartHost("3");
        await _client.StatusIsAsync(
            status => status.AllAreUp(2) && !status.Members.Any(member => member.Address.EndsWith(gate.Place.Address, StringComparison.Ordinal)), "the first host is removed");
        older.Exited.IsCompleted.ShouldBeFalse();

        // what was on its way to it is lost: it has to hear it from the membership
        _front.Connections.ToList().ForEach(link => link.Cut());
        gate.CutAndRelease();
        (await Eventually.Happens(older.Exited, "the removed process to end")).ShouldBe(ToldToEnd, _cluster.Log);
    }

    [Fact]
    public async Task A_host_ends_in_order_while_its_coordinator_is_away()
    {
        var coordinator = _cluster.StartCoordinator(_client.Port);
        var host = _cluster.StartHost("0");
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 1 } && status.AllAreUp(2), "the host has joined");
        Signals.Kill(await coordinator.Id);
        await Eventually.Happens(coordinator.Exited, "the coordinator to be dead");
        await ShouldEndInOrderAsync(host);
    }

    [Fact]
    public async Task A_host_ends_in_order_that_never_found_a_coordinator()
    {
        var host = _cluster.StartHost("0");
        await Eventually.IsTrue(() => File.Exists(_cluster.HealthFileOf("0")), "the host runs");
        await ShouldEndInOrderAsync(host);
    }

    private async Task ShouldEndInOrderAsync(GuardedProcess process)
    {
        Signals.Terminate(await process.Id);
        (await Eventually.Happens(process.Exited, "the process to end")).ShouldBe(0, _cluster.Log);
    }
}
