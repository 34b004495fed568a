using NumaProbe.Determinism.Tests.Support;
using NumaProbe.Scenarios;
using NumaProbe.Scenarios.Tests;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Determinism.Tests;

/// <summary>What is injected into a run has the effect that it has when it is known from the start.</summary>
public sealed class LiveInjectionTests
{
    [Fact]
    public void A_run_with_injections_gives_the_trace_of_the_scenario_that_it_exports()
    {
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        LiveCases.Check(c =>
        {
            var (session, live) = LiveSession.Execute(c);
            foreach (var (what, count) in session.Met)
            {
                met[what] = met.GetValueOrDefault(what) + count;
            }

            var loaded = TestScenario.Load(session.Exported, "exported.yaml");
            if (loaded.Scenario is not { } scenario)
            {
                return $"{loaded.Describe()}\n{session.Log}\n{session.Exported}";
            }

            var whole = TraceRun.Execute(scenario, KernelGenerations.Find(scenario.Generation!)!, scenario.Seed);
            return (ScenarioDifference.Find(session.Scenario, scenario) ?? Difference(live, whole)) is { } difference ? $"{difference}\n{session.Log}" : "";
        });

        met.ShouldAllBe(m => m.Value > LiveCases.Count / 20, string.Join(", ", met));
    }

    private static string? Difference(TraceRun live, TraceRun whole)
    {
        if (live.End == whole.End && live.Hash == whole.Hash && live.Events.SequenceEqual(whole.Events))
        {
            return null;
        }

        var place = Enumerable.Range(0, Math.Min(live.Events.Count, whole.Events.Count)).FirstOrDefault(i => live.Events[i] != whole.Events[i], -1);
        return $"live {live.End} {live.Hash}, {live.Events.Count} events\nexported {whole.End} {whole.Hash}, {whole.Events.Count} events\n"
            + (place < 0 ? "one is the beginning of the other" : $"event {place}\n{live.Events[place]}\n{whole.Events[place]}");
    }
}
