using NumaProbe.Engine;
using NumaProbe.Runs.Json;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>A run in this process.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Hash">Hash of its JSON lines.</param>
/// <param name="Events">Its trace.</param>
internal sealed record TraceRun(RunEnd End, string Hash, IReadOnlyList<TraceEvent> Events)
{
    /// <summary>Far beyond what any random scenario needs, and soon reached by one that goes round in circles.</summary>
    internal static RunLimits Limits { get; } = RunLimits.Default with { MaxEvents = 200_000 };

    /// <summary>Runs a scenario.</summary>
    internal static TraceRun Execute(Scenario scenario, KernelGeneration generation, ulong seed) =>
        Execute(scenario, generation, seed, BareHosts.Instance);

    /// <summary>Runs a scenario on an actor host of one's choice.</summary>
    internal static TraceRun Execute(Scenario scenario, KernelGeneration generation, ulong seed, IActorHosts hosts)
    {
        var trace = new TraceList();
        using var stream = new HashingStream();
        var header = RunHeader.Create(scenario.Name, [], generation.Name, seed, "determinism");
        using var lines = new JsonLinesWriter(stream, header, TraceNames.From(scenario));
        var end = EmbeddedRun.Execute(
            scenario, generation, seed, Limits, hosts, new FanOutSink(trace, lines), progress: null, TestContext.Current.CancellationToken);
        lines.Finish();
        return new TraceRun(end, stream.Hash(), trace.Events);
    }

    /// <summary>A run that was carried out somewhere else.</summary>
    internal static TraceRun Of(Scenario scenario, RunEnd end, IReadOnlyList<TraceEvent> events)
    {
        using var stream = new HashingStream();
        var header = RunHeader.Create(scenario.Name, [], scenario.Generation!, scenario.Seed, "determinism");
        using var lines = new JsonLinesWriter(stream, header, TraceNames.From(scenario));
        foreach (var traceEvent in events)
        {
            lines.Write(traceEvent);
        }

        lines.Finish();
        return new TraceRun(end, stream.Hash(), events);
    }
}
