using System.Collections.Concurrent;
using NumaProbe.Analysis.Agreement;
using NumaProbe.Analysis.Agreement.Checks;
using NumaProbe.Engine;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Conformance.Support;

/// <summary>Runs the scenarios of the recordings in the emulator, each scenario and seed once for all tests.</summary>
internal static class Emulator
{
    private static readonly ConcurrentDictionary<(string Name, ulong Seed), Lazy<AgreementReport>> Reports = new();

    /// <summary>How the run of a recording compares with it.</summary>
    /// <param name="name">Name of the recording.</param>
    /// <param name="seed">Seed, or null for the scenario's own.</param>
    internal static AgreementReport Verify(string name, ulong? seed = null)
    {
        var scenario = Load(name);
        var used = seed ?? scenario.Seed;
        return Reports.GetOrAdd((name, used), key => new Lazy<AgreementReport>(() => Run(key.Name, scenario, key.Seed))).Value;
    }

    /// <summary>How a recording compares with a run of another kernel generation.</summary>
    /// <param name="name">Name of the recording.</param>
    /// <param name="generation">Name of the generation.</param>
    internal static AgreementReport VerifyAs(string name, string generation)
    {
        var scenario = Load(name);
        return Run(name, scenario, scenario.Seed, KernelGenerations.Find(generation));
    }

    private static AgreementReport Run(string name, Scenario scenario, ulong seed, KernelGeneration? other = null)
    {
        var recording = RecordingSet.Get(name);
        var generation = other ?? KernelGenerations.Find(recording.Machine!.Kernel!)!;
        var records = new RecordCollector(TraceNames.From(scenario));
        var end = EmbeddedRun.Execute(scenario, generation, seed, RunLimits.Default, records, progress: null, TestContext.Current.CancellationToken);
        end.Status.ShouldBe(RunStatus.Completed, end.Message);
        return RecordingComparer.Compare(recording, records.Finish());
    }

    private static Scenario Load(string name)
    {
        var loaded = ScenarioLoader.Load(RecordingSet.PathOf(name));
        return loaded.Scenario.ShouldNotBeNull(loaded.Describe());
    }
}
