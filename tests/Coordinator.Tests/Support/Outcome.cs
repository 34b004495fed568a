using NumaProbe.Engine;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Coordinator.Tests.Support;

/// <summary>What a run left behind: its events in order and the records made of them, with questions that tests ask.</summary>
internal sealed class Outcome : ITraceSink
{
    private readonly TraceNames _names;
    private readonly Scenario _scenario;
    private readonly List<TraceEvent> _events = [];
    private readonly List<RunRecord> _records = [];
    private readonly RecordBuilder _builder;

    /// <summary>What was run.</summary>
    internal Scenario Scenario => _scenario;

    private Outcome(Scenario scenario)
    {
        _scenario = scenario;
        _names = TraceNames.From(scenario);
        _builder = new RecordBuilder(_names);
    }

    internal RunEnd End { get; private set; } = new(RunStatus.Failed, 0, 0, "did not run");

    internal IReadOnlyList<TraceEvent> Events => _events;

    internal IReadOnlyList<RunRecord> Records => _records;

    internal IReadOnlyList<ProbeRecord> Probes => [.. _records.OfType<ProbeRecord>().OrderBy(p => p.StartNs)];

    internal IReadOnlyList<RemoveRecord> Removes => [.. _records.OfType<RemoveRecord>().OrderBy(r => r.StartNs)];

    internal IReadOnlyList<JobRecord> Jobs => [.. _records.OfType<JobRecord>().OrderBy(j => j.Event)];

    /// <summary>Kernel names on the deferred list at the end.</summary>
    internal IReadOnlyList<string> Deferred => _records.OfType<DeferredRecord>().Single().Devices;

    /// <summary>Most probes that ran at once.</summary>
    internal int MostProbesAtOnce
    {
        get
        {
            var running = 0;
            var most = 0;
            foreach (var kind in _events.Select(e => e.Kind))
            {
                running += kind switch { TraceKind.ProbeStart => 1, TraceKind.ProbeEnd => -1, _ => 0 };
                most = Math.Max(most, running);
            }

            return most;
        }
    }

    public void Write(in TraceEvent traceEvent)
    {
        _events.Add(traceEvent);
        if (_builder.Add(traceEvent) is { } record)
        {
            _records.Add(record);
        }
    }

    internal static Outcome Of(Scenario scenario, KernelGeneration generation, ulong seed)
    {
        var outcome = new Outcome(scenario);
        outcome.End = EmbeddedRun.Execute(scenario, generation, seed, RunLimits.Default, outcome, progress: null, TestContext.Current.CancellationToken);
        outcome.End.Status.ShouldBeOneOf([RunStatus.Completed, RunStatus.Hung], outcome.End.Message);
        outcome._records.Add(outcome._builder.Finish());
        return outcome;
    }

    internal IEnumerable<TraceEvent> Of(TraceKind kind) => _events.Where(e => e.Kind == kind);

    internal IEnumerable<TraceEvent> Of(TraceKind kind, string device) => Of(kind).Where(e => e.Device >= 0 && Name(e) == device);

    /// <summary>Name of an event's device.</summary>
    internal string Name(TraceEvent traceEvent) => _names.Device(traceEvent.Device);

    internal string Driver(TraceEvent traceEvent) => _names.Driver(traceEvent.Driver);

    internal int NodeOfCpu(int cpu) => _names.NodeOfCpu(cpu);

    /// <summary>Every try on a device as <c>driver result how</c>, in order.</summary>
    internal IReadOnlyList<string> Tries(string device) =>
        [.. Probes.Where(p => p.Device == device).Select(p => $"{p.Driver} {p.Result} {p.How}")];

    /// <summary>The only try on a device.</summary>
    internal ProbeRecord Probe(string device) => Probes.Single(p => p.Device == device);

    internal RemoveRecord Remove(string device) => Removes.Single(r => r.Device == device);

    /// <summary>The only call of an operation.</summary>
    internal CallRecord Call(EventOperation operation, string? target = null) =>
        _records.OfType<CallRecord>().Single(c => c.Op == EventOperations.Spelling(operation) && (target is null || c.Target == target));

    /// <summary>The call of an event.</summary>
    internal CallRecord Call(int number) => _records.OfType<CallRecord>().Single(c => c.Event == number);

    internal long DurationNs(EventOperation operation, string? target = null)
    {
        var call = Call(operation, target);
        return call.EndNs - call.StartNs;
    }

    internal FinalRecord Final(string device) => _records.OfType<FinalRecord>().Single(f => f.Device == device);

    internal string? BoundTo(string device) => Final(device).BoundTo;

    internal IReadOnlyList<SkipReason> Skips(string device) => [.. Of(TraceKind.Skipped, device).Select(e => (SkipReason)e.A)];

    internal IReadOnlyList<WarningKind> Warnings(string? device = null) =>
        [.. Of(TraceKind.Warning).Where(e => device is null || (e.Device >= 0 && Name(e) == device)).Select(e => (WarningKind)e.A)];

    /// <summary>What went wrong, as <c>kind device driver/other mended generation</c>, in order.</summary>
    internal IReadOnlyList<string> Found() =>
    [
        .. Of(TraceKind.Finding).Select(e =>
            $"{Word(e, 0)} {NameOr(e.Device, _names.Device)} {NameOr(e.Driver, _names.Driver)}{(e.B >= 0 ? "/" + _names.Driver((int)e.B) : "")} mended {Word(e, 2)}"),
    ];

    /// <summary>The waits of the deadlocks, as <c>thread waits for what of thread</c>, in order.</summary>
    internal IReadOnlyList<string> Cycle() =>
    [
        .. Of(TraceKind.FindingWait).Select(e =>
            $"{ThreadId.Name(e.Thread)} waits for {Word(e, 0)}{(e.Device >= 0 ? " " + Name(e) : "")} of {ThreadId.Name((int)e.B)}"),
    ];

    /// <summary>Devices of the scenario that are bound at the end.</summary>
    internal int BoundCount => _scenario.Devices.Count(d => BoundTo(d.Name) is not null);

    private static string Word(in TraceEvent e, int place) => TraceVocabulary.Arguments(e.Kind)[place].WordOf(TraceVocabulary.Value(e, place)) ?? "?";

    private static string NameOr(int number, Func<int, string> name) => number < 0 ? "-" : name(number);
}
