using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>The steps of one list before the rule's series is expanded. Lists without calls are shared by the whole series.</summary>
internal sealed class StepPlans
{
    internal StepPlans(List<StepPlan> plans)
    {
        Plans = plans;
        Shared = plans.TrueForAll(p => p.IsFinished) ? [.. plans.Select(p => p.Step!)] : null;
        Count = plans.Count + plans.Sum(p => p.Inside?.Sum(i => i.Count) ?? (p.Step is null ? 0 : ProbeSteps.Inside(p.Step).Sum(i => ProbeSteps.Flat(i).Count())));
    }

    internal List<StepPlan> Plans { get; }

    /// <summary>How many steps there are, those inside others too.</summary>
    internal int Count { get; }

    /// <summary>The steps, when they are the same for every device; null when calls must be numbered for each.</summary>
    internal ImmutableArray<ProbeStep>? Shared { get; }
}
