using System.Runtime.InteropServices;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>A step of a rule before its series is expanded: a finished step, or a call whose target may change with the device.</summary>
/// <param name="Step">The finished step, or null for a call; with steps inside that are not finished, one to put them into.</param>
/// <param name="Operation">What is called.</param>
/// <param name="Target">Target as written, or null; with a step, the device that it names.</param>
/// <param name="Field">Where the target stands.</param>
/// <param name="Inside">The lists inside the step, when some of their targets may change with the device.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StepPlan(
    ProbeStep? Step, EventOperation Operation, string? Target, Field Field, IReadOnlyList<StepPlans>? Inside = null)
{
    /// <summary>A finished step; null for none.</summary>
    internal static StepPlan? Of(ProbeStep? step, Field field) => step is null ? null : new(step, default, null, field);

    /// <summary>A step with lists inside.</summary>
    internal static StepPlan Of(ProbeStep step, IReadOnlyList<StepPlans> lists, Field field) =>
        new(step, default, null, field, lists.All(l => l.Shared is not null) ? null : lists);

    /// <summary>The same for every device.</summary>
    internal bool IsFinished => Step is not null && Inside is null && Target is null;
}
