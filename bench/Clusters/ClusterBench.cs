using System.Diagnostics;
using Serilog;
using NumaProbe.Cluster.Akka;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Journal;
using NumaProbe.Engine;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;
using NumaProbe.Tests.Support.Processes;
using NumaProbe.VirtualTime.Akka;

namespace NumaProbe.Bench.Clusters;

/// <summary>
/// Measures a storm on a cluster: the coordinator in this process, the nodes in processes of their own; and in the same run a storm in one
/// process and the bare transport. Owns the measurement only.
/// </summary>
internal sealed class ClusterBench : IAsyncDisposable
{
    /// <summary>NUMA nodes, and processes that hold one each.</summary>
    internal const int Nodes = 4;

    private const string Cluster = "bench";
    private const int WarmUpDevices = 200;
    private const int TripBytes = 300;
    private const int Trips = 3_000;

    private static readonly TimeSpan JoinsWithin = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-bench-");
    private readonly CancellationTokenSource _stop = new();
    private readonly List<GuardedProcess> _hosts = [];
    private readonly ClusterControl _control = new(Cluster);
    private CoordinatorCore? _core;
    private SqliteJournal? _journal;
    private Task _coordinator = Task.CompletedTask;

    /// <summary>Measures.</summary>
    /// <param name="devices">Devices of the storm.</param>
    internal static async Task<ClusterResult> MeasureAsync(int devices)
    {
        await using var bench = new ClusterBench();
        var start = Stopwatch.GetTimestamp();
        await bench.StartAsync();
        var joined = Stopwatch.GetElapsedTime(start);
        await bench.RunAsync(WarmUpDevices);
        RoundTripResult trip;
        using (var echo = new EchoProcess())
        {
            trip = await RoundTrip.MeasureAsync(echo.Address, TripBytes, Trips);
        }

        var (bytes, trips) = (LoopbackCard.ReceivedBytes(), bench._core!.Counters.RemoteWindows);
        var (elapsed, run) = await bench.RunAsync(devices);
        bytes = LoopbackCard.ReceivedBytes() - bytes;
        return new ClusterResult(devices, joined, elapsed, Embedded(devices), run.Windows, bench._core.Counters.RemoteWindows - trips, bytes, trip);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _coordinator;
        _hosts.ForEach(host => host.Dispose());
        _journal?.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    private static TimeSpan Embedded(int devices)
    {
        var scenario = StormScenario.Create(devices, Nodes);
        var start = Stopwatch.GetTimestamp();
        EmbeddedRun.Execute(scenario, KernelGenerations.Default, scenario.Seed, RunLimits.Default, new StormSink(() => { }), null, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The environment of this process, for those that it starts.</summary>
    internal static Dictionary<string, string> Environment() => System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);

    private async Task StartAsync()
    {
        var address = new HostPort("127.0.0.1", FreePorts.Take(1)[0]);
        var program = Path.Combine(AppContext.BaseDirectory, "numaprobe.dll");
        for (var node = 0; node < Nodes; node++)
        {
            _hosts.Add(GuardedProcess.Start(
                Environment(), Console.Error.WriteLine, "dotnet", program, "node", "--nodes", $"{node}", "--seeds", address.ToString(), "--cluster", Cluster));
        }

        _journal = new SqliteJournal(Path.Combine(_folder.FullName, "journal.db"));
        var version = typeof(NumaProbe.Cluster.Wire.WireCodec).Assembly.GetName().Version!.ToString(3);
        _coordinator = ClusterProcess.RunCoordinatorAsync(
            new ClusterEndpoint(Cluster, address, address, [address], Tls: null),
            () => _core = new CoordinatorCore(new CoordinatorSettings(Cluster, version) { Hosts = AkkaHosts.Instance }, _journal, new RunFolderArchive(_folder.FullName)),
            _control,
            new KnownMembers(Path.Combine(_folder.FullName, "members"), Log.Logger), new HealthFile(null, Log.Logger), Log.Logger, _stop.Token);
        await UntilAsync(() => _control.Status is { IsLeader: true, Hosts.Count: Nodes }, "the hosts to join");
    }

    private async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var bound = new CancellationTokenSource(JoinsWithin);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo() && !_coordinator.IsFaulted)
        {
            try
            {
                await timer.WaitForNextTickAsync(bound.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"waited {JoinsWithin.TotalSeconds} s for {what}", e);
            }
        }

        if (_coordinator.IsFaulted)
        {
            await _coordinator;
        }
    }

    private async Task<(TimeSpan Elapsed, RunState State)> RunAsync(int devices)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(ScenarioWriter.Write(StormScenario.Create(devices, Nodes)));
        var start = Stopwatch.GetTimestamp();
        var outcome = await _control.StartAsync(new StartRequest(text, "storm.yaml", null, null, null, StaysOpen: false, null), _stop.Token);
        var number = outcome.Value?.Number ?? throw new InvalidOperationException(outcome.Refusal!.Message);
        while (_control.Status.Run is not { } run || run.Number != number || run.Phase is not (RunPhase.Ended or RunPhase.Failed))
        {
            await Task.Delay(1);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        var state = _control.Status.Run!;
        return state.End is { Status: RunStatus.Completed } ? (elapsed, state) : throw new InvalidOperationException($"the storm ended as {state.Phase}, {state.End}");
    }
}
