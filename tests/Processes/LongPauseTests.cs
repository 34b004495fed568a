using System.Globalization;
using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes;

/// <summary>A process that stands still for a minute, far longer than any time limit of the protocol or of the membership.</summary>
public sealed class LongPauseTests : IAsyncLifetime
{
    private const double Pace = 0.05;
    private const int Moment = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly LooseCluster _cluster = new(ProcessPlace.Here());
    private readonly ClusterClient _client = new(FreePorts.Take(1)[0]);
    private readonly RunSource _source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));

    public ValueTask InitializeAsync()
    {
        UpFixture.NeedsLinux();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task A_minute_long_pause_of_a_host_changes_nothing()
    {
        var (_, host, number) = await BeginAsync();
        Signals.Stop(await host.Id);
        await _client.StatusIsAsync(
            status => status.Hosts.Any(h => h.SilentForMs >= Pause.TotalMilliseconds) && status.Members.Count(member => member.IsReachable) == 2, "the host was silent for a minute");
        Signals.Continue(await host.Id);
        await ShouldEndAsync(number);
    }

    [Fact]
    public async Task A_minute_long_pause_of_the_coordinator_changes_nothing()
    {
        var (coordinator, _, number) = await BeginAsync();
        var began = Pulse().At;
        Signals.Stop(await coordinator.Id);
        await Eventually.IsTrue(() => Pulse() is { IsWell: false } pulse && pulse.At >= began + Pause, "a host was without the coordinator for a minute");
        Signals.Continue(await coordinator.Id);
        await ShouldEndAsync(number);
    }

    private async Task<(GuardedProcess Coordinator, GuardedProcess Host, int Run)> BeginAsync()
    {
        var coordinator = _cluster.StartCoordinator(_client.Port);
        _cluster.StartHost("0-2");
        var host = _cluster.StartHost("3");
        await _client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: 2 } && status.AllAreUp(3), "both hosts have joined");
        await Eventually.IsTrue(() => File.Exists(_cluster.HealthFileOf("3")), "the host has a pulse");
        var number = await _client.StartAsync(_source, Pace);
        await _client.UntilAsync(number, run => run.TraceEvents >= Moment, "the run is under way");
        return (coordinator, host, number);
    }

    private (bool IsWell, DateTimeOffset At) Pulse() => File.ReadAllText(_cluster.HealthFileOf("3")).Split(' ', 3) is [var at, var word, _]
        ? (word is "ok", DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))
        : (true, DateTimeOffset.MinValue);

    // nobody was removed, and nothing happened twice
    private async Task ShouldEndAsync(int number)
    {
        var ended = await _client.EndAsync(number);
        Traces.ShouldBeEqual(await _client.TraceAsync(), _source.RunEmbedded(ended.ToolVersion).Lines);
        await _client.StatusIsAsync(status => status is { IsLeader: true, Term: 1, Hosts.Count: 2 } && status.AllAreUp(3), "all are members as before");
    }
}
