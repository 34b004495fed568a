using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Processes;

/// <summary>Two coordinators on one journal: one leads, and the other takes over in the middle of a run.</summary>
[Collection(ClusterGroup.Name)]
public sealed class StandbyTests(ClusterFixture fixture) : IAsyncDisposable
{
    private const double Pace = 0.05;
    private const int Moment = 30;

    private readonly LooseCluster _cluster = new(fixture.Cluster.Broker);
    private readonly ClusterClient[] _clients = [.. FreePorts.Take(2).Select(port => new ClusterClient(port))];
    private readonly RunSource _source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Array.ForEach(_clients, client => client.Dispose());
    }

    [Fact]
    public async Task The_standby_ends_the_run_of_a_leader_that_is_killed()
    {
        var (leader, number) = await BeginAsync();
        Signals.Kill(await leader.Id);
        await _clients[1].StatusIsAsync(status => status is { IsLeader: true, Term: 2 }, "the standby leads");
        await ShouldEndAsync(number);
    }

    [Fact]
    public async Task A_leader_that_stood_still_is_fenced_when_it_goes_on_and_the_standby_ends_its_run()
    {
        var (leader, number) = await BeginAsync();
        Signals.Stop(await leader.Id);

        // the broker has given the standing process up, but the journal is still in its hands
        await Eventually.IsTrue(() => _cluster.Log.Contains("another process has the journal", StringComparison.Ordinal), "the standby gets the mail");
        Signals.Continue(await leader.Id);
        await _clients[0].StatusIsAsync(status => !status.IsLeader, "the former leader knows that it leads no longer");
        await _clients[1].StatusIsAsync(status => status is { IsLeader: true, Term: 2 }, "the standby leads");
        await ShouldEndAsync(number);
        (await _clients[1].StatusAsync()).ShouldNotBeNull().IsLeader.ShouldBeTrue();
    }

    private async Task<(GuardedProcess Leader, int Run)> BeginAsync()
    {
        var leader = _cluster.StartCoordinator(_clients[0].Port);
        await _clients[0].StatusIsAsync(status => status.IsLeader, "the first one leads");
        _cluster.StartHost("0-3");
        _cluster.StartCoordinator(_clients[1].Port);
        await _clients[1].StatusIsAsync(status => !status.IsLeader, "the second one stands by");
        var number = await _clients[0].StartAsync(_source, Pace);
        await _clients[0].UntilAsync(number, run => run.TraceEvents >= Moment, "the run is under way");
        return (leader, number);
    }

    private async Task ShouldEndAsync(int number)
    {
        var ended = await _clients[1].EndAsync(number);
        Traces.ShouldBeEqual(await _clients[1].TraceAsync(), _source.RunEmbedded(ended.ToolVersion).Lines);
    }
}
