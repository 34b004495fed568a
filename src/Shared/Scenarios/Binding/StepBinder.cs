using System.Collections.Immutable;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Scenarios.Documents;
using NumaProbe.Shared.Scenarios.Format;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>Reads the steps of probe bodies and numbers the calls inside them in file order.</summary>
internal sealed class StepBinder
{
    private readonly BindContext _context;
    private readonly NestedStepBinder _nested;
    private int _ordinal;

    internal StepBinder(BindContext context)
    {
        _context = context;
        _ordinal = context.Known?.Calls ?? 0;
        _nested = new(context, this);
    }

    /// <summary>Reads a list of steps.</summary>
    internal StepPlans Bind(Field field)
    {
        var plans = new List<StepPlan>();
        foreach (var item in _context.Values.List(field))
        {
            if (MappingView.OpenAny(item, _context.Problems, "a step") is { } view
                && OperationBinder.Find(view, [], StepFormat.Step.Keys, "a step", "wait: 35ms", _context) is { } entry
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
            if (plan.Inside is not null)
            {
                if (ExpandInside(plan, device, place) is not { } step)
                {
                    return null;
                }

                steps.Add(step);
            }
            else if (plan.Step is not null)
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
            _context.Problems.Add(plan.Field.Mark, $"{Quoted.Text(text)} has {{}}", "it stands for the number of a series, and the rule's device has none");
            return false;
        }

        if (TargetBinder.Series(plan.Operation, text, plan.Field, _context) is not { } series)
        {
            return false;
        }

        if (series.Count > ScenarioLimits.ProbeSteps - steps.Count)
        {
            _context.Values.TooMany(plan.Field.Mark, "steps of one rule", ScenarioLimits.ProbeSteps);
            return false;
        }

        for (var i = 0; i < series.Count; i++)
        {
            var one = series.At(i);
            if (!TargetBinder.Check(plan.Operation, plan.Field, one, _context))
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
            return TargetBinder.Text(operation, field, _context, out var target) ? new StepPlan(null, operation, target, field) : null;
        }

        if (field.Kind == DocumentKind.Null && !string.Equals(entry.Key, "wait_for_earlier_cookies", StringComparison.Ordinal))
        {
            _context.Problems.Add(field.Mark, $"'{field.Label}' without a value", "a step says how much", Example(entry.Key));
            return null;
        }

        if (entry.Key is "locked" or "parallel")
        {
            return _nested.Bind(entry.Key, field);
        }

        ProbeStep? step = entry.Key switch
        {
            "wait" => Timed(field, DrawnWork.Wait),
            "compute" => Timed(field, DrawnWork.Compute),
            "busy" => Timed(field, DrawnWork.Busy),
            "index" => Index(field),
            "wait_for_earlier_cookies" => _nested.EarlierCookies(field),
            _ => Touch(field),
        };
        return step is null ? null : new StepPlan(step, default, null, field);
    }

    private static string Example(string key) => key switch
    {
        "touch" => "write for example 3GiB",
        "locked" => "write for example {lock: rtnl, steps: [compute: 1ms]}",
        "index" => "write for example nvme",
        "parallel" => "write for example [[wait: 35ms], [wait: 35ms]]",
        _ => "write for example 35ms",
    };

    private ProbeStep? Timed(Field field, DrawnWork work)
    {
        if (field.Kind == DocumentKind.Text && DistributionText.LooksLike(field.Node!.Text))
        {
            return _context.Quantities.Distribution(field) is { } distribution ? new DrawnStep(work, distribution) : null;
        }

        return _context.Quantities.Duration(field) is not { } ns ? null : work switch
        {
            DrawnWork.Wait => new WaitStep(ns),
            DrawnWork.Compute => new ComputeStep(ns),
            _ => new BusyStep(ns),
        };
    }

    private IndexStep? Index(Field field) =>
        _context.Values.Name(field) is { } name && _context.NamingClasses.Resolve(name, field.Mark) ? new(name) : null;

    private TouchStep? Touch(Field field)
    {
        if (field.Kind != DocumentKind.Mapping)
        {
            return _context.Quantities.Size(field) is { } all ? new(all, null) : null;
        }

        var view = MappingView.Open(field, _context.Problems, "touch", StepFormat.Touch.Keys)!;
        var bytes = _context.Quantities.Size(view.Required("bytes"));
        var nodes = _context.Topology?.Nodes.Length ?? ScenarioLimits.Nodes;
        var node = (int?)_context.Values.Integer(view["node"], 0, nodes - 1);
        if (node is { } n && _context.Topology?.Nodes[n].MemoryBytes == 0)
        {
            _context.Problems.Add(view["node"].Mark, $"node {n} has no memory", "there is nothing to touch", "name a node with memory, or leave the node out for the device's own");
        }

        return bytes is null || (node is null && view["node"].Given) ? null : new(bytes.Value, node);
    }
}
