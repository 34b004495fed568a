using System.Collections.Immutable;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Model;

/// <summary>The naming classes of a scenario with their numbers: its own first, then the kernel's that it does not change.</summary>
public static class NamingClasses
{
    /// <summary>Every class that a scenario may use, by number.</summary>
    /// <param name="scenario">The scenario.</param>
    public static ImmutableArray<NamingClass> Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var own = scenario.Naming.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return [.. scenario.Naming, .. BuiltInNaming.All.Where(c => !own.Contains(c.Name))];
    }

    /// <summary>The same, but nothing for a scenario whose probes and devices take no numbers.</summary>
    /// <param name="scenario">The scenario.</param>
    public static ImmutableArray<NamingClass> UsedBy(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return scenario.Devices.Any(d => d.Naming is not null) || scenario.Probes.SelectMany(ProbeSteps.All).Any(s => s is IndexStep) ? Of(scenario) : [];
    }
}
