using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>Two coordinators on one journal: one leads, and the other takes over in the middle of a run.</summary>
public sealed class StandbyTests : IAsyncDisposable
{
    private const double Pace = 0.05;
    private const int Moment = 30;

    private readonly LooseCluster _cluster = new(ProcessPlace.Here(), ProcessPlace.Here());
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
        await ShouldEndAsync(_clients[1], number);

        // the dead one is no member any more: it can never come back as the one it was
        await _clients[1].StatusIsAsync(status => status.AllAreUp(2), "the dead leader is forgotten");
    }

    [Fact]
    public async Task The_standby_ends_the_run_of_a_leader_that_is_told_to_end()
    {
        var (leader, number) = await BeginAsync();
        Signals.Terminate(await leader.Id);
        (await Eventually.Happens(leader.Exited, "the leader to end")).ShouldBe(0, _cluster.Log);
        await _clients[1].StatusIsAsync(status => status is { IsLeader: true, Term: 2 }, "the standby leads");
        await ShouldEndAsync(_clients[1], number);
    }

    [Fact]
    public async Task A_leader_that_stood_still_has_the_journal_still_and_ends_its_run()
    {
        var (leader, number) = await BeginAsync();
        Signals.Stop(await leader.Id);

        // to the others it looks dead, but the journal is in its hands
        await _clients[1].StatusIsAsync(status => !status.IsLeader && status.Members.Any(member => !member.IsReachable), "the leader cannot be reached");
        Signals.Continue(await leader.Id);
        await ShouldEndAsync(_clients[0], number);
        (await _clients[0].StatusAsync()).ShouldNotBeNull().Term.ShouldBe(1);
        (await _clients[1].StatusAsync()).ShouldNotBeNull().IsLeader.ShouldBeFalse();
        await _clients[0].StatusIsAsync(status => status.AllAreUp(3), "all are members as before");
    }

    private async Task<(GuardedProcess Leader, int Run)> BeginAsync()
    {
        UpFixture.NeedsLinux();
        var leader = _cluster.StartCoordinator(_clients[0].Port);
        await _clients[0].StatusIsAsync(status => status.IsLeader, "the first one leads");
        _cluster.StartHost("0-3");
        _cluster.StartCoordinator(_clients[1].Port, which: 1);
        await _clients[0].StatusIsAsync(status => status.AllAreUp(3) && status.Hosts.Count == 1, "all have joined");
        await _clients[1].StatusIsAsync(status => !status.IsLeader && status.AllAreUp(3), "the second one stands by");
        var number = await _clients[0].StartAsync(_source, Pace);
        await _clients[0].UntilAsync(number, run => run.TraceEvents >= Moment, "the run is under way");
        return (leader, number);
    }

    private async Task ShouldEndAsync(ClusterClient client, int number)
    {
        var ended = await client.EndAsync(number);
        Traces.ShouldBeEqual(await client.TraceAsync(), _source.RunEmbedded(ended.ToolVersion).Lines);
    }
}
