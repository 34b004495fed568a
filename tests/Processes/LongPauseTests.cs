using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Processes;

/// <summary>A process that stands still for a minute, far longer than any time limit of the protocol or of the broker.</summary>
public sealed class LongPauseTests
{
    private const long PauseMs = 60_000;
    private const double Pace = 0.05;
    private const int Moment = 30;

    [Fact]
    public async Task A_minute_long_pause_of_a_host_changes_nothing()
    {
        ClusterFixture.NeedsBroker();
        await using var broker = await TestBroker.StartAsync();
        await using var cluster = new LooseCluster(broker);
        using var client = new ClusterClient(FreePorts.Take(1)[0]);
        var source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));
        cluster.StartCoordinator(client.Port);
        cluster.StartHost("0-2");
        var host = cluster.StartHost("3");
        await client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 2 }, "both hosts have joined");
        var number = await client.StartAsync(source, Pace);
        await client.UntilAsync(number, run => run.TraceEvents >= Moment, "the run is under way");
        Signals.Stop(await host.Id);
        await client.StatusIsAsync(status => status.Hosts.Any(h => h.SilentForMs >= PauseMs), "the host was silent for a minute");
        Signals.Continue(await host.Id);
        var ended = await client.EndAsync(number);
        Traces.ShouldBeEqual(await client.TraceAsync(), source.RunEmbedded(ended.ToolVersion).Lines);
    }
}
