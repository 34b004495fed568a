using System.Text;
using NumaProbe.Cluster.Control;
using NumaProbe.Engine;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Api.Tests.Support;

/// <summary>A cluster in one object: runs scenarios embedded at once, accepts events without doing them, and refuses what a test tells it to.</summary>
internal sealed class FakeCluster : IClusterControl, IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("numaprobe-api-").FullName;
    private readonly Dictionary<string, InjectionReceipt> _receipts = new(StringComparer.Ordinal);
    private StartRequest? _start;
    private RunEnd? _end;
    private int _injections;
    private string? _written;

    /// <summary>Refuses everything, when set.</summary>
    internal ControlRefusal? Refusal { get; set; }

    internal bool IsLeader { get; set; } = true;

    internal IReadOnlyList<int> Missing { get; set; } = [];

    internal bool IsIdle { get; set; } = true;

    /// <summary>Lets finishing take as long as a test wants.</summary>
    internal Task FinishGate { get; set; } = Task.CompletedTask;

    /// <summary>What was injected last.</summary>
    internal string LastFragment { get; private set; } = "";

    internal FakeTrace? FakeTrace { get; set; }

    internal int Runs { get; private set; }

    internal long? RebuildsToNs { get; set; }

    public ITraceLog? Trace => FakeTrace;

    public ClusterStatus Status => new(
        "lab", IsLeader, 3, [new HostStatus("a", [0], TimeSpan.FromMilliseconds(12)), new HostStatus("b", [1], TimeSpan.FromSeconds(1.5))], Missing,
        FakeTrace is { } trace
            ? new RunState(
                trace.RunNumber, trace.Header, trace.End is not null ? RunPhase.Ended : RebuildsToNs is null ? RunPhase.Running : RunPhase.Rebuilding, 5_000_000, trace.Count, 7, _injections, IsIdle,
                trace.End is null, _start?.Pace, trace.End, _written)
            {
                RebuildsToNs = RebuildsToNs,
            }
            : null);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public Task<ControlOutcome<RunStarted>> StartAsync(StartRequest request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(Start(request));
        }
    }

    public Task<ControlOutcome<InjectionReceipt>> InjectAsync(InjectionRequest request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(Inject(request));
        }
    }

    public async Task<ControlOutcome<RunFinished>> FinishAsync(CancellationToken cancellation)
    {
        await FinishGate.WaitAsync(cancellation);
        lock (_lock)
        {
            if ((Refusal ?? (FakeTrace is null ? Conflict("there is no run") : null)) is { } refusal)
            {
                return new(null, refusal);
            }

            WriteFolder();
            FakeTrace!.Finish(_end!);
            return new(new RunFinished(FakeTrace.RunNumber, _end!, _written!), null);
        }
    }

    public ScenarioExport? Export() => _start is null ? null : new ScenarioExport(Encoding.UTF8.GetString(_start.ScenarioText.Span), FakeTrace!.Header.Generation, FakeTrace.Header.Seed);

    private static ControlRefusal Conflict(string message) => new(ControlRefusalKind.Conflict, message, []);

    private ControlOutcome<RunStarted> Start(StartRequest request)
    {
        if (Refusal is { } refusal)
        {
            return new(null, refusal);
        }

        if (FakeTrace is { End: null })
        {
            return request.IdempotencyKey is not null && request.IdempotencyKey == _start?.IdempotencyKey
                ? new(new RunStarted(FakeTrace.RunNumber, FakeTrace.Header), null)
                : new(null, Conflict("run 1 has not ended; finish it first"));
        }

        var loaded = ScenarioLoader.LoadBytes(request.ScenarioText.ToArray(), request.FileName);
        var generation = KernelGenerations.Find(request.Generation ?? "v6.12");
        if (loaded.Scenario is not { } scenario || generation is null)
        {
            return new(null, new ControlRefusal(ControlRefusalKind.Invalid, $"{request.FileName} is not valid", [.. loaded.Problems.Select(p => p.ToString())]));
        }

        Run(request, scenario, generation);
        return new(new RunStarted(Runs, FakeTrace!.Header), null);
    }

    private void Run(StartRequest request, Scenario scenario, KernelGeneration generation)
    {
        _start = request;
        _written = null;
        var seed = request.Seed ?? scenario.Seed;
        var header = RunHeader.Create(scenario.Name, request.ScenarioText.Span, generation.Name, seed, "0.0.0");
        FakeTrace = new FakeTrace(++Runs, header, TraceNames.From(scenario));
        _end = EmbeddedRun.Execute(scenario, generation, seed, RunLimits.Default, FakeTrace, null, CancellationToken.None);
        if (!request.StaysOpen)
        {
            WriteFolder();
            FakeTrace.Finish(_end);
        }
    }

    private void WriteFolder()
    {
        var folder = Path.Combine(_folder, $"run-{Runs}");
        using var writer = RunFolderWriter.Create(RunFolderPlace.At(folder, force: true), FakeTrace!.Header, FakeTrace.Names, ScenarioText.Of(_start!.ScenarioText.ToArray()));
        var events = new TraceEvent[FakeTrace.Count];
        FakeTrace.Read(0, events);
        foreach (var traceEvent in events)
        {
            writer.Write(traceEvent);
        }

        writer.Complete(_end!);
        _written = folder;
    }

    private ControlOutcome<InjectionReceipt> Inject(InjectionRequest request)
    {
        if ((Refusal ?? (FakeTrace is not { End: null } ? Conflict("no run takes events") : null)) is { } refusal)
        {
            return new(null, refusal);
        }

        LastFragment = Encoding.UTF8.GetString(request.FragmentText.Span);
        if (request.IdempotencyKey is { } key && _receipts.TryGetValue(key, out var known))
        {
            return new(known, null);
        }

        var receipt = new InjectionReceipt(++_injections, 5_000_000, 0, 4, 1);
        if (request.IdempotencyKey is { } name)
        {
            _receipts.Add(name, receipt);
        }

        return new(receipt, null);
    }
}
