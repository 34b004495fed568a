using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>The steps of one list before the rule's series is expanded. Lists without calls are shared by the whole series.</summary>
internal sealed class StepPlans
{
    internal StepPlans(List<StepPlan> plans)
    {
        Plans = plans;
        Shared = plans.TrueForAll(p => p.Step is not null) ? [.. plans.Select(p => p.Step!)] : null;
    }

    internal List<StepPlan> Plans { get; }

    /// <summary>The steps, when they are the same for every device; null when calls must be numbered for each.</summary>
    internal ImmutableArray<ProbeStep>? Shared { get; }
}
