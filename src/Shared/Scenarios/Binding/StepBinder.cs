using System.Collections.Immutable;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Scenarios.Documents;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>Reads the steps of probe bodies and numbers the calls inside them in file order.</summary>
internal sealed class StepBinder(BindContext context)
{
    private static readonly string[] OwnSteps = ["wait", "compute", "busy", "touch"];
    private static readonly string[] Keys = [.. OwnSteps, .. EventOperations.All];
    private static readonly string[] TouchKeys = ["bytes", "node"];

    private int _ordinal = context.Known?.Calls ?? 0;

    /// <summary>Reads a list of steps.</summary>
    internal StepPlans Bind(Field field)
    {
        var plans = new List<StepPlan>();
        foreach (var item in context.Values.List(field))
        {
            if (MappingView.OpenAny(item, context.Problems, "a step") is { } view
                && OperationBinder.Find(view, [], Keys, "a step", "wait: 35ms", context) is { } entry
                && BindStep(entry) is { } plan)
            {
                plans.Add(plan);
            }
        }

        return new(plans);
    }

    /// <summary>The steps for one device of a series; numbers its calls. Null when a target does not fit.</summary>
    internal ImmutableArray<ProbeStep>? Expand(StepPlans plans, NameTemplate device, int place)
    {
        if (plans.Shared is not null)
        {
            return plans.Shared;
        }

        var steps = ImmutableArray.CreateBuilder<ProbeStep>(plans.Plans.Count);
        foreach (var plan in plans.Plans)
        {
            if (plan.Step is not null)
            {
                steps.Add(plan.Step);
            }
            else if (plan.Target is null)
            {
                steps.Add(new CallStep(_ordinal++, plan.Operation, null));
            }
            else if (!ExpandCall(plan, plan.Target, device, place, steps))
            {
                return null;
            }
        }

        return steps.DrainToImmutable();
    }

    private bool ExpandCall(StepPlan plan, string target, NameTemplate device, int place, ImmutableArray<ProbeStep>.Builder steps)
    {
        var text = device.Fill(target, place);
        if (text.Contains("{}", StringComparison.Ordinal))
        {
            context.Problems.Add(plan.Field.Mark, $"{Quoted.Text(text)} has {{}}", "it stands for the number of a series, and the rule's device has none");
            return false;
        }

        if (TargetBinder.Series(plan.Operation, text, plan.Field, context) is not { } series)
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
            if (!TargetBinder.Check(plan.Operation, plan.Field, one, context))
            {
                return false;
            }

            steps.Add(new CallStep(_ordinal++, plan.Operation, one));
        }

        return true;
    }

    private StepPlan? BindStep(DocumentEntry entry)
    {
        var field = Field.Of(entry);
        if (EventOperations.Find(entry.Key) is { } operation)
        {
            return TargetBinder.Text(operation, field, context, out var target) ? new StepPlan(null, operation, target, field) : null;
        }

        if (field.Kind == DocumentKind.Null)
        {
            context.Problems.Add(field.Mark, $"'{field.Label}' without a value", "a step says how much", string.Equals(entry.Key, "touch", StringComparison.Ordinal) ? "write for example 3GiB" : "write for example 35ms");
            return null;
        }

        ProbeStep? step = entry.Key switch
        {
            "wait" => context.Quantities.Duration(field) is { } ns ? new WaitStep(ns) : null,
            "compute" => context.Quantities.Duration(field) is { } ns ? new ComputeStep(ns) : null,
            "busy" => context.Quantities.Duration(field) is { } ns ? new BusyStep(ns) : null,
            _ => Touch(field),
        };
        return step is null ? null : new StepPlan(step, default, null, field);
    }

    private TouchStep? Touch(Field field)
    {
        if (field.Kind != DocumentKind.Mapping)
        {
            return context.Quantities.Size(field) is { } all ? new(all, null) : null;
        }

        var view = MappingView.Open(field, context.Problems, "touch", TouchKeys)!;
        var bytes = context.Quantities.Size(view.Required("bytes"));
        var nodes = context.Topology?.Nodes.Length ?? ScenarioLimits.Nodes;
        var node = (int?)context.Values.Integer(view["node"], 0, nodes - 1);
        if (node is { } n && context.Topology?.Nodes[n].MemoryBytes == 0)
        {
            context.Problems.Add(view["node"].Mark, $"node {n} has no memory", "there is nothing to touch", "name a node with memory, or leave the node out for the device's own");
        }

        return bytes is null || (node is null && view["node"].Given) ? null : new(bytes.Value, node);
    }
}
