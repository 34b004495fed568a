using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>The network between a host and the rest of the cluster breaks in every way a cable can, and the trace stays that of one process.</summary>
public sealed class PartitionTests : IAsyncLifetime
{
    private const double Pace = 0.05;
    private const int Moment = 20;
    private const int Flaps = 5;

    // long enough that the coordinator takes the host for missing
    private const long SilentMs = 3_500;

    private readonly RunSource _source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));
    private NetworkPair? _networks;
    private LooseCluster? _cluster;
    private ClusterClient? _client;

    private NetworkPair Networks => _networks!;

    private ClusterClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        UpFixture.NeedsLinux();
        _networks = NetworkPair.Create();
        _cluster = new LooseCluster(_networks.PlaceInA(4053)) { Security = ["--plaintext"] };
        _client = new ClusterClient(FreePorts.Take(1)[0], _networks.ConnectInAAsync);
        _cluster.StartCoordinator(_client.Port);
        _cluster.StartHost("0-1", _networks.PlaceInA(4054));
        _cluster.StartHost("2-3", _networks.PlaceInB(4054));
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 2 } && status.AllAreUp(3), "both hosts have joined");
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _networks?.Dispose();
    }

    [Fact]
    public async Task A_network_that_breaks_in_any_way_and_heals_changes_nothing()
    {
        await RunAsync(() => BrokenAsync(Networks.Unplug, Networks.Plug));
        await RunAsync(() => BrokenAsync(Networks.MuteB, Networks.UnmuteB));
        await RunAsync(() => BrokenAsync(Networks.MuteA, Networks.UnmuteA));
        await RunAsync(FlapAsync);
    }

    private async Task RunAsync(Func<Task> meanwhile)
    {
        var number = await Client.StartAsync(_source, Pace);
        await Client.UntilAsync(number, run => run.TraceEvents >= Moment, "the run is under way");
        await meanwhile();
        var ended = await Client.EndAsync(number);
        Traces.ShouldBeEqual(await Client.TraceAsync(), _source.RunEmbedded(ended.ToolVersion).Lines);
        await Client.StatusIsAsync(status => status is { IsLeader: true, Term: 1, Hosts.Count: 2 } && status.AllAreUp(3), "all are members as before");
    }

    // deaf in one way is deaf in both: what is not acknowledged does not count as sent
    private async Task BrokenAsync(Action breaks, Action heals)
    {
        breaks();
        await Client.StatusIsAsync(
            status => status.Hosts.Any(host => host.SilentForMs >= SilentMs) && status.Members.Any(member => !member.IsReachable), "the host is missing");
        heals();
    }

    private async Task FlapAsync()
    {
        const long Short = 1_200;
        for (var flap = 0; flap < Flaps; flap++)
        {
            Networks.Unplug();
            await Client.StatusIsAsync(status => status.Hosts.Any(host => host.SilentForMs >= Short), "the host is silent");
            Networks.Plug();
            await Client.StatusIsAsync(status => status.Hosts.All(host => host.SilentForMs < Short), "the host is heard again");
        }
    }
}
