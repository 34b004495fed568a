using System.Globalization;
using System.Text.RegularExpressions;
using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>
/// Two coordinators with one journal on the two sides of a broken network, each with a host that can reach only it: one of them leads at most,
/// whatever each of them sees of the other.
/// </summary>
public sealed partial class SplitLeadershipTests : IAsyncLifetime
{
    private const double Pace = 0.05;
    private const int Moment = 20;
    private const int Later = 45;

    private readonly RunSource _source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));
    private NetworkPair? _networks;
    private LooseCluster? _cluster;
    private ClusterClient[] _clients = [];

    private LooseCluster Cluster => _cluster!;

    private ClusterClient Left => _clients[0];

    private ClusterClient Right => _clients[1];

    public ValueTask InitializeAsync()
    {
        UpFixture.NeedsLinux();
        _networks = NetworkPair.Create();
        var ports = FreePorts.Take(2);
        _clients = [new ClusterClient(ports[0], _networks.ConnectInAAsync), new ClusterClient(ports[1], _networks.ConnectInBAsync)];
        _cluster = new LooseCluster(_networks.PlaceInA(4053), _networks.PlaceInB(4053)) { Security = ["--plaintext"] };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Array.ForEach(_clients, client => client.Dispose());
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _networks?.Dispose();
    }

    [Fact]
    public async Task One_coordinator_leads_at_most_on_the_two_sides_of_a_partition()
    {
        using var ending = new CancellationTokenSource();
        var (leader, number) = await BeginAsync();
        var watching = WatchAsync(ending.Token);

        // each is alone with a host, and the one without the journal does not lead
        _networks!.Unplug();
        await UntilApartAsync();
        _networks.Plug();
        await Left.UntilAsync(number, run => run.TraceEvents >= Later, "the run goes on");

        // now the one without the journal gets it, and the other one comes back without
        _networks.Unplug();
        Signals.Kill(await leader.Id);
        await Right.StatusIsAsync(status => status is { IsLeader: true, Term: 2 }, "the right one leads");
        Cluster.StartCoordinator(Left.Port);
        await Left.StatusIsAsync(status => !status.IsLeader, "the left one stands by");
        _networks.Plug();
        var ended = await Right.EndAsync(number);
        Traces.ShouldBeEqual(await Right.TraceAsync(), _source.RunEmbedded(ended.ToolVersion).Lines);
        await Right.StatusIsAsync(status => status is { IsLeader: true, Term: 2, Hosts.Count: 2 } && status.AllAreUp(4), "all are members again");
        await ending.CancelAsync();
        (await watching).ShouldBeGreaterThan(0);
        Terms().ShouldBe(["1", "2"]);
    }

    [GeneratedRegex("leads the cluster, term (?<term>[0-9]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Leads();

    // every leadership is announced once, by one process
    private IEnumerable<string> Terms() => Leads().Matches(Cluster.Log).Select(match => match.Groups["term"].Value);

    private async Task<(GuardedProcess Leader, int Run)> BeginAsync()
    {
        var leader = Cluster.StartCoordinator(Left.Port);
        await Left.StatusIsAsync(status => status.IsLeader, "the left one leads");
        Cluster.StartCoordinator(Right.Port, which: 1);
        Cluster.StartHost("0-1", _networks!.PlaceInA(4054));
        Cluster.StartHost("2-3", _networks.PlaceInB(4054));
        await Left.StatusIsAsync(status => status is { IsLeader: true, Term: 1, Hosts.Count: 2 } && status.AllAreUp(4), "all have joined");
        await Right.StatusIsAsync(status => !status.IsLeader && status.AllAreUp(4), "the right one stands by");
        var number = await Left.StartAsync(_source, Pace);
        await Left.UntilAsync(number, run => run.TraceEvents >= Moment, "the run is under way");
        return (leader, number);
    }

    private async Task UntilApartAsync()
    {
        await Left.StatusIsAsync(status => status.IsLeader && status.Members.Count(member => !member.IsReachable) == 2, "the left side is alone");
        await Right.StatusIsAsync(status => !status.IsLeader && status.Members.Count(member => !member.IsReachable) == 2, "the right side is alone");
    }

    // whoever leads before and after the other one was asked leads while it was asked
    private async Task<int> WatchAsync(CancellationToken ending)
    {
        var looks = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (; !ending.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None); looks++)
        {
            var before = await Left.StatusAsync();
            var other = await Right.StatusAsync();
            var after = await Left.StatusAsync();
            if (before is { IsLeader: true } && after is { IsLeader: true } && before.Term == after.Term)
            {
                (other?.IsLeader ?? false).ShouldBeFalse(string.Create(CultureInfo.InvariantCulture, $"both lead, terms {before.Term} and {other?.Term}"));
            }
        }

        return looks;
    }
}
