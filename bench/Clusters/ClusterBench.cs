using System.Diagnostics;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Embedded;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.RabbitMq;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Tests.Support.Broker;
using Serilog;

namespace NumaProbe.Bench.Clusters;

/// <summary>
/// Measures a storm on a cluster: the coordinator in this process, the nodes in processes of their own, over a broker of its own; and in the same
/// run a storm in one process and the bare transport. Owns the measurement only.
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
    private readonly TestBroker _broker;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<GuardedProcess> _hosts = [];
    private readonly ClusterControl _control = new(Cluster);
    private CoordinatorCore? _core;
    private RabbitMqTransport? _transport;
    private SqliteJournal? _journal;
    private Task _loop = Task.CompletedTask;

    private ClusterBench(TestBroker broker) => _broker = broker;

    /// <summary>Measures.</summary>
    /// <param name="devices">Devices of the storm.</param>
    internal static async Task<ClusterResult> MeasureAsync(int devices)
    {
        await using var broker = await TestBroker.StartAsync();
        await using var bench = new ClusterBench(broker);
        await bench.StartAsync();
        await bench.RunAsync(WarmUpDevices);
        var trip = await bench.TripAsync();
        var (before, trips) = (bench._transport!.Counters, bench._core!.Counters.RemoteWindows);
        var (elapsed, run) = await bench.RunAsync(devices);
        var after = bench._transport.Counters;
        var embedded = Embedded(devices);
        return new ClusterResult(
            devices, elapsed, embedded, run.Windows, bench._core.Counters.RemoteWindows - trips, await bench.WireBytesAsync(), after.PublishedBytes - before.PublishedBytes, trip);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _hosts.ForEach(host => host.Dispose());
        if (_transport is not null)
        {
            await _transport.DisposeAsync();
        }

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

    private async Task StartAsync()
    {
        var endpoint = RabbitMqEndpoint.OfCoordinator(Cluster);
        _transport = await RabbitMqTransport.ConnectAsync(endpoint, BrokerUri.Parse(_broker.Uri).Uri!, BrokerTls.OfMachine, Log.Logger, _stop.Token);
        _journal = new SqliteJournal(Path.Combine(_folder.FullName, "journal.db"));
        var program = Path.Combine(AppContext.BaseDirectory, "numaprobe.dll");
        var version = typeof(NumaProbe.Cluster.Wire.WireCodec).Assembly.GetName().Version!.ToString(3);
        _core = new CoordinatorCore(new CoordinatorSettings(Cluster, endpoint.Address, version), _journal, new RunFolderArchive(_folder.FullName));
        _loop = new CoordinatorProcess(_core, _control, _transport, Log.Logger).RunAsync(_stop.Token);
        for (var node = 0; node < Nodes; node++)
        {
            _hosts.Add(GuardedProcess.Start(Environment(), Console.Error.WriteLine, "dotnet", program, "node", "--nodes", $"{node}", "--broker-file", _broker.UriFile, "--cluster", Cluster));
        }

        await UntilAsync(() => _control.Status is { IsLeader: true, Hosts.Count: Nodes }, "the hosts to join");
    }

    private static Dictionary<string, string> Environment() => System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);

    private static async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var bound = new CancellationTokenSource(JoinsWithin);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
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
    }

    private async Task<(TimeSpan Elapsed, RunState State)> RunAsync(int devices)
    {
        await _broker.EvaluateAsync("persistent_term:put(bench, lists:sum([proplists:get_value(recv_oct, rabbit_networking:connection_info(C, [recv_oct]), 0) || C <- rabbit_networking:connections()])).");
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

    private async Task<RoundTripResult> TripAsync()
    {
        using var echo = new EchoProcess(_broker.UriFile);
        return await RoundTrip.MeasureAsync(BrokerUri.Parse(_broker.Uri).Uri!, echo.Address, TripBytes, Trips);
    }

    // what the broker received since the run began, frames and all; it sends as much again
    private async Task<long> WireBytesAsync()
    {
        var answer = await _broker.EvaluateAsync(
            "lists:sum([proplists:get_value(recv_oct, rabbit_networking:connection_info(C, [recv_oct]), 0) || C <- rabbit_networking:connections()]) - persistent_term:get(bench).");
        return long.Parse(answer.Split(' ')[1].TrimEnd('}', '\n', ' '), System.Globalization.CultureInfo.InvariantCulture);
    }
}
