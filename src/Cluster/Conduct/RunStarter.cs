using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Conduct;

/// <summary>Begins runs: judges what is wanted, gives it a number, puts it into the journal. Remembers by their keys the runs begun before.</summary>
internal sealed class RunStarter(ConductorTools tools, ScenarioCache scenarios)
{
    private readonly Dictionary<string, RunStartedRecord> _byKey = new(StringComparer.Ordinal);
    private int _lastNumber;

    /// <summary>Takes a run that the journal has; gives back its conductor, or why its scenario cannot be loaded any more.</summary>
    internal (RunConductor? Run, string? Problem) Recover(RunStartedRecord record, long markNs)
    {
        var (machine, problem) = RunMachine.Load(SourceOf(record), scenarios, tools.Settings.Hosts);
        return machine is null
            ? (null, $"the scenario of run {record.Run} cannot be loaded any more: {problem}")
            : (new RunConductor(record, machine, tools, markNs), null);
    }

    /// <summary>Notes a run that the journal has.</summary>
    internal void Remember(RunStartedRecord record)
    {
        _lastNumber = Math.Max(_lastNumber, record.Run);
        if (record.IdempotencyKey is { } key)
        {
            _byKey[key] = record;
        }
    }

    /// <summary>Begins a run, or says why not.</summary>
    /// <param name="request">The run wanted.</param>
    /// <param name="present">The present run or the last one, or null.</param>
    internal (RunConductor? Run, ControlOutcome<RunStarted> Outcome, JournalProblem? Problem) Start(StartRequest request, RunConductor? present)
    {
        if (request.IdempotencyKey is { } key && _byKey.TryGetValue(key, out var known))
        {
            return (null, known.ScenarioText.Span.SequenceEqual(request.ScenarioText.Span)
                ? new ControlOutcome<RunStarted>(new RunStarted(known.Run, HeaderOf(known)), null)
                : Refused(ControlRefusalKind.Conflict, $"the idempotency key '{key}' was used for another scenario"), null);
        }

        if (present is { IsEnded: false })
        {
            return (null, Refused(ControlRefusalKind.Conflict, $"run {present.Number} has not ended; finish it first"), null);
        }

        var (record, machine, refusal) = Judge(request);
        if (record is null || machine is null)
        {
            return (null, new ControlOutcome<RunStarted>(null, refusal), null);
        }

        if (tools.Journal.Append(record) is { } problem)
        {
            return (null, Refused(ControlRefusalKind.Failed, $"the run could not be put into the journal: {problem.Message}"), problem);
        }

        Remember(record);
        var run = new RunConductor(record, machine, tools, markNs: 0);
        return (run, new ControlOutcome<RunStarted>(new RunStarted(record.Run, run.Trace.Header), null), null);
    }

    private static ControlOutcome<RunStarted> Refused(ControlRefusalKind kind, string message) => new(null, new ControlRefusal(kind, message, []));

    private static ScenarioSource SourceOf(RunStartedRecord record) =>
        new(record.ScenarioText, record.FileName, record.Generation, record.Seed, record.Limits);

    private (RunStartedRecord? Record, RunMachine? Machine, ControlRefusal? Refusal) Judge(StartRequest request)
    {
        if (request.ScenarioText.Length > ConductBounds.MaxScenarioBytes)
        {
            return (null, null, new ControlRefusal(
                ControlRefusalKind.TooMuch, $"a scenario for a cluster has at most {ConductBounds.MaxScenarioBytes} bytes; run it without one", []));
        }

        if (request.IdempotencyKey?.Length > ConductBounds.MaxNameLength || request.FileName.Length > ConductBounds.MaxNameLength
            || request.Pace is { } pace && (!double.IsFinite(pace) || pace <= 0))
        {
            return (null, null, new ControlRefusal(
                ControlRefusalKind.Invalid, $"the pace must be above 0, and names have at most {ConductBounds.MaxNameLength} characters", []));
        }

        var loaded = scenarios.Load(request.ScenarioText, request.FileName);
        if (loaded.Scenario is null)
        {
            return (null, null, new ControlRefusal(
                ControlRefusalKind.Invalid, "the scenario is not valid", [.. loaded.Problems.Select(problem => problem.ToString())]));
        }

        var generation = request.Generation ?? loaded.Scenario.Generation ?? KernelGenerations.Default.Name;
        if (KernelGenerations.Find(generation) is not { } found)
        {
            var names = string.Join(", ", KernelGenerations.All.Select(one => one.Name));
            return (null, null, new ControlRefusal(ControlRefusalKind.Invalid, $"there is no kernel generation '{generation}'; known: {names}", []));
        }

        var record = new RunStartedRecord(
            _lastNumber + 1, request.ScenarioText, request.FileName, found.Name, request.Seed ?? loaded.Scenario.Seed, tools.Settings.Limits,
            request.Pace, request.StaysOpen, request.IdempotencyKey);
        return (record, RunMachine.Load(SourceOf(record), scenarios, tools.Settings.Hosts).Machine, null);
    }

    private RunHeader HeaderOf(RunStartedRecord record) => RunHeader.Create(
        scenarios.Load(record.ScenarioText, record.FileName).Scenario?.Name ?? "", record.ScenarioText.Span, record.Generation, record.Seed,
        tools.Settings.Version);
}
