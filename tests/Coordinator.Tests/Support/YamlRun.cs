using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Coordinator.Tests.Support;

/// <summary>Runs scenarios that are written as files are.</summary>
internal static class YamlRun
{
    /// <summary>The scenario; a problem of the text fails the test.</summary>
    internal static Scenario Load(string sections)
    {
        var loaded = TestScenario.Load($"apiVersion: numaprobe/v1\nkind: Scenario\nname: some\n{sections}", "some.yaml");
        return loaded.Scenario.ShouldNotBeNull(loaded.Describe());
    }

    /// <summary>Runs it.</summary>
    internal static Outcome Of(string sections, string generation, ulong seed = 1) => Outcome.Of(Load(sections), KernelGenerations.Find(generation)!, seed);

    /// <summary>Names that were given, as <c>name device</c>, in order.</summary>
    internal static IReadOnlyList<string> Names(Outcome run)
    {
        var names = TraceNames.From(run.Scenario);
        return [.. run.Of(TraceKind.NameAssigned).Select(e => $"{names.AssignedName(e)} {names.Device(e.Device)}")];
    }
}
