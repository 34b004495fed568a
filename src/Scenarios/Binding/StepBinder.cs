using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads the steps of probe bodies and numbers the calls inside them in file order.</summary>
internal sealed class StepBinder
{
    private readonly BindContext _context;
    private readonly NestedStepBinder _nested;
    private readonly ThingStepBinder _things;
    private int _ordinal;

    internal StepBinder(BindContext context)
    {
        _context = context;
        _ordinal = context.Known?.Calls ?? 0;
        _nested = new(context, this);
        _things = new(context);
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
                if (_things.Resolve(plan, device, place) is not { } step)
                {
                    return null;
                }

                steps.Add(step);
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

        if (entry.Key is "locked" or "parallel" or "scsi_scan_host" or "ata_host_register")
        {
            return _nested.Bind(entry.Key, field);
        }

        if (entry.Key is "index")
        {
            return _things.Index(field);
        }

        ProbeStep? step = entry.Key switch
        {
            "wait" => Timed(field, DrawnWork.Wait),
            "compute" => Timed(field, DrawnWork.Compute),
            "busy" => Timed(field, DrawnWork.Busy),
            "map_pages" => _things.MapPages(field, _nested.Holds(BuiltInLocks.MemoryHotplug)),
            "wait_for_earlier_cookies" => _nested.EarlierCookies(field),
            _ => _things.Touch(field),
        };
        return step is null ? null : new StepPlan(step, default, null, field);
    }

    private static string Example(string key) => key switch
    {
        "touch" => "write for example 3GiB",
        "map_pages" => "write for example 3TiB",
        "scsi_scan_host" => "write for example {scan: [wait: 2s], publish: [device_add: disk0]}",
        "ata_host_register" => "write for example {ports: [[wait: 2s], [wait: 1s]], scan: [[device_add: disk0], [device_add: disk1]]}",
        "locked" => "write for example {lock: rtnl, steps: [compute: 1ms]}",
        "index" => "write for example nvme",
        "parallel" => "write for example [[wait: 35ms], [wait: 35ms]]",
        _ => "write for example 35ms",
    };

    private ProbeStep? Timed(Field field, DrawnWork work) => (_context.Quantities.FixedOrDrawn(field), work) switch
    {
        (null, _) => null,
        (FixedDuration known, DrawnWork.Wait) => new WaitStep(known.DurationNs),
        (FixedDuration known, DrawnWork.Compute) => new ComputeStep(known.DurationNs),
        (FixedDuration known, _) => new BusyStep(known.DurationNs),
        (var drawn, _) => new DrawnStep(work, drawn),
    };
}
