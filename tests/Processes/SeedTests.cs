using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>How a coordinator finds its cluster again that has no other seed than itself.</summary>
public sealed class SeedTests : IAsyncDisposable
{
    private readonly LooseCluster _cluster = new(ProcessPlace.Here());
    private readonly ClusterClient _client = new(FreePorts.Take(1)[0]);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task A_coordinator_that_is_started_again_joins_the_members_that_it_remembers()
    {
        UpFixture.NeedsLinux();
        var first = _cluster.StartCoordinator(_client.Port);
        _cluster.StartHost("0-1");
        _cluster.StartHost("2-3");
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 2 } && status.AllAreUp(3), "both hosts have joined");
        await Eventually.IsTrue(() => File.ReadAllLines(_cluster.MembersFile).Length == 2, "both are written down");
        Signals.Kill(await first.Id);
        await Eventually.Happens(first.Exited, "the coordinator to be dead");
        _cluster.StartCoordinator(_client.Port);
        await _client.StatusIsAsync(status => status is { IsLeader: true, Term: 2, Hosts.Count: 2 } && status.AllAreUp(3), "the cluster is whole again");
        await ShouldRunAsync();
    }

    [Fact]
    public async Task Hosts_of_a_coordinator_that_remembers_no_members_join_it_anew()
    {
        UpFixture.NeedsLinux();
        var first = _cluster.StartCoordinator(_client.Port);
        var left = _cluster.StartHost("0-1");
        var right = _cluster.StartHost("2-3");
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 2 } && status.AllAreUp(3), "both hosts have joined");
        Signals.Kill(await first.Id);
        await Eventually.Happens(first.Exited, "the coordinator to be dead");
        File.Delete(_cluster.MembersFile);
        _cluster.StartCoordinator(_client.Port);

        // to the hosts it is one of theirs, and it has never heard of them
        await _client.StatusIsAsync(status => status is { IsLeader: true, Term: 2, Hosts.Count: 2 } && status.AllAreUp(3), "the cluster is whole again");
        _cluster.Log.ShouldContain("it is told to join anew");
        (left.Exited.IsCompleted, right.Exited.IsCompleted).ShouldBe((false, false));
        await ShouldRunAsync();
    }

    private async Task ShouldRunAsync()
    {
        var source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));
        var ended = await _client.EndAsync(await _client.StartAsync(source));
        Traces.ShouldBeEqual(await _client.TraceAsync(), source.RunEmbedded(ended.ToolVersion).Lines);
    }
}
