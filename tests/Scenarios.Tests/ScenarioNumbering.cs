using System.Collections.Immutable;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Gives events and calls inside probes the numbers that their places in the file give them.</summary>
internal static class ScenarioNumbering
{
    internal static Scenario Renumber(Scenario scenario)
    {
        var ordinal = 0;
        return scenario with
        {
            Events = [.. scenario.Events.Select((e, i) => e with { Index = i })],
            Probes = [.. scenario.Probes.Select(r => r with { Before = Number(r.Before), Work = Number(r.Work), After = Number(r.After) })],
        };

        ImmutableArray<ProbeStep> Number(ImmutableArray<ProbeStep> steps) =>
            [.. steps.Select(s => s is CallStep call ? call with { Ordinal = ordinal++ } : ProbeSteps.WithInside(s, Number))];
    }
}
