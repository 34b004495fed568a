using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Smaller scenarios of a scenario: without some events, rules, devices, drivers or options. Every one is valid again.</summary>
internal static class ScenarioShrinker
{
    internal static IEnumerable<Scenario> Shrink(Scenario scenario)
    {
        var smaller = Halves(scenario.Events.Length).Select(keep => scenario with { Events = Keep(scenario.Events, keep) })
            .Concat(Halves(scenario.Probes.Length).Select(keep => scenario with { Probes = Keep(scenario.Probes, keep) }))
            .Concat(scenario.Devices.Length > 1 ? scenario.Devices.Select(d => WithoutDevice(scenario, d.Name)) : [])
            .Concat(scenario.Drivers.Length > 1 ? scenario.Drivers.Select(d => WithoutDriver(scenario, d.Name)) : [])
            .Concat(scenario.Probes.Select((rule, i) => scenario with { Probes = scenario.Probes.SetItem(i, Plain(rule)) }).Where((_, i) => !IsPlain(scenario.Probes[i])));
        return smaller.Concat(WithoutOptions(scenario)).Select(ScenarioNumbering.Renumber);
    }

    private static IEnumerable<Scenario> WithoutOptions(Scenario scenario)
    {
        if (scenario.Kernel != KernelOptions.Default)
        {
            yield return scenario with { Kernel = KernelOptions.Default };
        }

        if (!scenario.Expectations.IsEmpty || !scenario.Tags.IsEmpty || scenario.Costs != CostModel.Default)
        {
            yield return scenario with { Expectations = [], Tags = [], Title = "", Question = null, Answer = null, CostSource = null, FittedCosts = [], Costs = CostModel.Default };
        }

        if (scenario.Threads.Length > 1)
        {
            var first = scenario.Threads[0];
            yield return scenario with { Threads = [first], Events = [.. scenario.Events.Select(e => e with { Thread = first.Id })] };
        }

        if (!scenario.Modules.IsEmpty)
        {
            yield return scenario with
            {
                Modules = [],
                Drivers = [.. scenario.Drivers.Select(d => d with { Module = null })],
                Events = [.. scenario.Events.Where(e => EventOperations.TargetOf(e.Operation) != EventTargetKind.Module)],
            };
        }
    }

    /// <summary>Which places to keep: one half, the other half, then all but one.</summary>
    private static IEnumerable<Func<int, bool>> Halves(int count)
    {
        if (count > 2)
        {
            yield return i => i < count / 2;
            yield return i => i >= count / 2;
        }

        for (var left = 0; left < count; left++)
        {
            var dropped = left;
            yield return i => i != dropped;
        }
    }

    private static ImmutableArray<T> Keep<T>(ImmutableArray<T> items, Func<int, bool> keep) => [.. items.Where((_, i) => keep(i))];

    private static Scenario WithoutDevice(Scenario scenario, string name) => scenario with
    {
        Devices = [.. scenario.Devices.Where(d => d.Name != name).Select(d => d with { Parent = d.Parent == name ? null : d.Parent, Suppliers = d.Suppliers.Remove(name), PhysicalFunction = d.PhysicalFunction == name ? null : d.PhysicalFunction })],
        Events = [.. scenario.Events.Where(e => !Names(e.Operation, e.Target, name, isDriver: false))],
        Probes = [.. scenario.Probes.Where(r => r.Device != name).Select(r => Without(r, name, isDriver: false))
            .Select(r => IsAbout(r.Result, name) ? r with { Result = new SuccessResult() } : r)],
        Naming = [.. scenario.Naming.Select(c => c with { Fixed = [.. c.Fixed.Where(f => f.Device != name)] })],
        Expectations = [.. scenario.Expectations.Where(e => e.Subject != $"bound_to:{name}" && !(e.Subject.StartsWith("named:", StringComparison.Ordinal) && e.Text == name))],
    };

    private static Scenario WithoutDriver(Scenario scenario, string name) => scenario with
    {
        Drivers = [.. scenario.Drivers.Where(d => d.Name != name)],
        Events = [.. scenario.Events.Where(e => !Names(e.Operation, e.Target, name, isDriver: true))],
        Probes = [.. scenario.Probes.Where(r => r.Driver != name).Select(r => Without(r, name, isDriver: true))],
        Expectations = [.. scenario.Expectations.Where(e => e.Text != name)],
    };

    private static bool IsAbout(ProbeResult result, string device) => result switch
    {
        DeferUntilBoundResult defer => defer.Supplier == device,
        ConditionalResult conditional => conditional.Cases.Any(c => c.Condition.Devices.Contains(device)),
        _ => false,
    };

    private static ProbeRule Without(ProbeRule rule, string name, bool isDriver)
    {
        return rule with { Before = Clean(rule.Before), Work = Clean(rule.Work), After = Clean(rule.After) };

        ImmutableArray<ProbeStep> Clean(ImmutableArray<ProbeStep> steps) =>
            [.. steps.Where(s => s is not CallStep call || !Names(call.Operation, call.Target, name, isDriver))
                .Where(s => isDriver || s is not IndexStep index || index.Of != name).Select(s => ProbeSteps.WithInside(s, Clean)).Where(IsSomething)];
    }

    /// <summary>A host that has nothing to scan and to publish is refused.</summary>
    private static bool IsSomething(ProbeStep step) => step is not ScanHostStep { Scan.IsEmpty: true, Publish.IsEmpty: true };

    private static bool Names(EventOperation operation, string? target, string name, bool isDriver) => EventOperations.TargetOf(operation) switch
    {
        EventTargetKind.Device => !isDriver && target == name,
        EventTargetKind.Driver => isDriver && target == name,
        EventTargetKind.DeviceAndNode => !isDriver && EventTargets.DeviceAndNode(target!).Device == name,
        EventTargetKind.DeviceAndParent => !isDriver && target!.Split(':').Contains(name, StringComparer.Ordinal),
        EventTargetKind.DriverAndDevice => EventTargets.Pair(target!) is var pair && (isDriver ? pair.Driver : pair.Device) == name,
        _ => false,
    };

    private static bool IsPlain(ProbeRule rule) =>
        rule.Before.IsEmpty && rule.Work.IsEmpty && rule.After.IsEmpty && rule is { Result: SuccessResult, Remove: FixedDuration { DurationNs: 0 } };

    private static ProbeRule Plain(ProbeRule rule) => rule with { Before = [], Work = [], After = [], Result = new SuccessResult(), Remove = 0 };
}
