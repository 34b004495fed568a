using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Results;
using NumaProbe.Scenarios.Steps;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Probes;

/// <summary>
/// Reads what probes do. A device with a series makes one rule for each of its devices. Two rules for the same device
/// and driver are refused, since only one could count.
/// </summary>
internal sealed class ProbeReader(BindContext context)
{
    private readonly StepReader _reader = new(context);
    private readonly StepExpansion _steps = new(context);
    private readonly List<ProbeRule> _rules = [];
    private readonly Dictionary<(string?, string?), Mark> _places = [];
    private readonly int _before = context.Known?.Rules ?? 0;
    private long _allSteps = context.Known?.CallingSteps ?? 0;

    internal List<ProbeRule> Read(Field field)
    {
        foreach (var item in context.Values.List(field))
        {
            if (MappingView.Open(item, context, ProbeKeys.Mapping) is { } view && !ReadRule(view))
            {
                break;
            }
        }

        return _rules;
    }

    private bool ReadRule(MappingView view)
    {
        var before = _reader.Read(view[ProbeKeys.Before.Key]);
        var work = _reader.Read(view[ProbeKeys.Steps.Key]);
        var after = _reader.Read(view[ProbeKeys.After.Key]);
        var result = ResultFormat.Read(view[ProbeKeys.Result.Key], context);
        var remove = ProbeKeys.Remove.Read(view, context) ?? FixedDuration.None;
        var driver = ProbeKeys.Driver.Read(view, context, out var driverField);
        if (before.Count + work.Count + after.Count > ScenarioLimits.ProbeSteps)
        {
            context.Values.TooMany(view.Mark, "steps of one rule", ScenarioLimits.ProbeSteps);
            return true;
        }

        var text = ProbeKeys.Device.Read(view, context, out var deviceField);
        var device = NameTemplate.Read(text ?? "", deviceField.Mark, context.Problems);
        if (device is null || (text is null && deviceField.Kind != DocumentKind.Null))
        {
            return true;
        }

        // A rule with a wrong driver or result is still checked against its first device, to tell everything at once.
        var usable = result is not null && (driver is null) == (driverField.Kind == DocumentKind.Null);

        if (device.Count > ScenarioLimits.Devices - _before - _rules.Count)
        {
            context.Values.TooMany(deviceField.Mark, "rules for probes", ScenarioLimits.Devices);
            return false;
        }

        for (var i = 0; i < device.Count; i++)
        {
            var name = text is null ? null : device.At(i);
            if (!NamesSomethingNew(name, driver, view.Mark))
            {
                return true;
            }

            var good = (name is null || context.Devices.Resolve(name, deviceField.Mark)) && usable && Unique(name, driver, view.Mark);
            var resolved = Resolve(result, device, i, view);
            if (!AddRule(name, driver, (before, work, after), device, i, good ? resolved : null, remove, view.Mark))
            {
                return _allSteps <= ScenarioLimits.AllProbeSteps;
            }
        }

        return true;
    }

    private bool AddRule(
        string? name, string? driver, (StepPlans Before, StepPlans Work, StepPlans After) plans,
        NameTemplate device, int place, ProbeResult? result, DurationDistribution remove, Mark mark)
    {
        var before = _steps.Expand(plans.Before, device, place);
        var work = _steps.Expand(plans.Work, device, place);
        var after = _steps.Expand(plans.After, device, place);
        if (before is null || work is null || after is null || result is null)
        {
            return false;
        }

        var rule = new ProbeRule(name, driver, before.Value, work.Value, after.Value, result, remove);
        var count = Count(plans.Before, before.Value) + Count(plans.Work, work.Value) + Count(plans.After, after.Value);
        _allSteps += plans.Before.Shared is null || plans.Work.Shared is null || plans.After.Shared is null ? count : 0;
        if (count > ScenarioLimits.ProbeSteps || _allSteps > ScenarioLimits.AllProbeSteps)
        {
            var all = _allSteps > ScenarioLimits.AllProbeSteps;
            context.Values.TooMany(mark, all ? "steps of all rules together" : "steps of one rule", all ? ScenarioLimits.AllProbeSteps : ScenarioLimits.ProbeSteps);
            return false;
        }

        _rules.Add(rule);
        return true;
    }

    private static int Count(StepPlans plans, ImmutableArray<ProbeStep> steps) => plans.Shared is null ? ProbeSteps.Flat(steps).Count() : plans.Count;

    private ProbeResult? Resolve(ProbeResult? result, NameTemplate device, int place, MappingView view) => result switch
    {
        DeferUntilBoundResult defer => ResolveDefer(defer, device, place, view),
        ConditionalResult conditional => ResolveCases(conditional, device, place, view[ProbeKeys.Result.Key].Node!),
        _ => result,
    };

    private DeferUntilBoundResult? ResolveDefer(DeferUntilBoundResult defer, NameTemplate device, int place, MappingView view)
    {
        var supplier = device.Fill(defer.Supplier, place);
        var mark = ResultFormat.PlaceOfSupplier(view[ProbeKeys.Result.Key].Node!);
        return context.Devices.Resolve(supplier, mark) ? defer with { Supplier = supplier } : null;
    }

    private ConditionalResult? ResolveCases(ConditionalResult result, NameTemplate device, int place, DocumentNode node)
    {
        var good = true;
        var cases = result.Cases.Select((one, i) =>
        {
            var mark = ResultFormat.PlaceOfCondition(node, i);
            return one with { Condition = one.Condition.WithDevices(name => Known(device.Fill(name, place), mark)) };
        }).ToImmutableArray();
        return good ? result with { Cases = cases } : null;

        string Known(string name, Mark mark)
        {
            good &= context.Devices.Resolve(name, mark);
            return name;
        }
    }

    /// <summary>What is there already has been probed by its own rules, so a fragment's rule must not hold for it.</summary>
    private bool NamesSomethingNew(string? device, string? driver, Mark mark)
    {
        if (context.Known is null
            || (device is not null && !context.Devices.IsKnown(device))
            || (driver is not null && !context.Drivers.IsKnown(driver)))
        {
            return true;
        }

        context.Problems.Add(
            mark,
            $"a rule for device {Show(device)} and driver {Show(driver)}",
            "the scenario has both already, and a fragment changes nothing of it",
            "name a device or a driver of the fragment");
        return false;
    }

    private bool Unique(string? device, string? driver, Mark mark)
    {
        if (_places.TryAdd((device, driver), mark))
        {
            return true;
        }

        var first = _places[(device, driver)];
        context.Problems.Add(
            mark,
            $"a second rule for device {Show(device)} and driver {Show(driver)}",
            $"the first is at {first.Line}:{first.Column} and only one could count",
            "make them one rule, or name the driver in one of them");
        return false;
    }

    private static string Show(string? name) => name is null ? "(any)" : Quoted.Text(name);
}
