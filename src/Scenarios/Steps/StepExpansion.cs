using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Makes the steps of each device out of the plans of a series, and numbers the calls inside them in file order.</summary>
internal sealed class StepExpansion(BindContext context)
{
    private int _ordinal = context.Known?.Calls ?? 0;

    /// <summary>The steps for one device of a series. Null when a target does not fit.</summary>
    internal ImmutableArray<ProbeStep>? Expand(StepPlans plans, NameTemplate device, int place)
    {
        if (plans.Shared is not null)
        {
            return plans.Shared;
        }

        var steps = ImmutableArray.CreateBuilder<ProbeStep>(plans.Plans.Count);
        foreach (var plan in plans.Plans)
        {
            if (!ExpandStep(plan, device, place, steps))
            {
                return null;
            }
        }

        return steps.DrainToImmutable();
    }

    private bool ExpandStep(StepPlan plan, NameTemplate device, int place, ImmutableArray<ProbeStep>.Builder steps)
    {
        if (plan.Step is null && plan.Target is not null)
        {
            return ExpandCall(plan, plan.Target, device, place, steps);
        }

        var step = plan.Step is null ? new CallStep(_ordinal++, plan.Operation, null)
            : plan.Inside is not null ? ExpandInside(plan, device, place)
            : plan.Target is null ? plan.Step
            : StepKinds.Of(plan.Step).Resolve(plan, device.Fill(plan.Target, place), context);
        if (step is null)
        {
            return false;
        }

        steps.Add(step);
        return true;
    }

    private ProbeStep? ExpandInside(StepPlan plan, NameTemplate device, int place)
    {
        var lists = new Queue<ImmutableArray<ProbeStep>>();
        foreach (var inside in plan.Inside!)
        {
            if (Expand(inside, device, place) is not { } steps)
            {
                return null;
            }

            lists.Enqueue(steps);
        }

        return ProbeSteps.WithInside(plan.Step!, _ => lists.Dequeue());
    }

    private bool ExpandCall(StepPlan plan, string target, NameTemplate device, int place, ImmutableArray<ProbeStep>.Builder steps)
    {
        var text = device.Fill(target, place);
        if (text.Contains("{}", StringComparison.Ordinal))
        {
            context.Problems.Add(plan.Field.Mark, $"{Quoted.Text(text)} has {{}}", "it stands for the number of a series, and the rule's device has none");
            return false;
        }

        if (Targets.Series(plan.Operation, text, plan.Field, context) is not { } series)
        {
            return false;
        }

        if (series.Count > ScenarioLimits.ProbeSteps - steps.Count)
        {
            context.Values.TooMany(plan.Field.Mark, "steps of one rule", ScenarioLimits.ProbeSteps);
            return false;
        }

        for (var i = 0; i < series.Count; i++)
        {
            var one = series.At(i);
            if (!Targets.Check(plan.Operation, plan.Field, one, context))
            {
                return false;
            }

            steps.Add(new CallStep(_ordinal++, plan.Operation, one));
        }

        return true;
    }
}
