using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Events;

/// <summary>Checks the targets of operations, in events and inside probes. The target itself is kept as written.</summary>
internal static class Targets
{
    /// <summary>The text of a target field: null for operations without one. False with a problem when it does not fit the operation.</summary>
    internal static bool Text(EventOperation operation, Field field, BindContext context, out string? text)
    {
        text = null;
        var kind = EventOperations.TargetOf(operation);
        var spelling = EventOperations.Spelling(operation);
        if (kind == EventTargetKind.None)
        {
            if (field.Given)
            {
                context.Problems.Add(field.Mark, $"{spelling} with a target", "it takes none", $"write '{spelling}:' with nothing after it");
            }

            return !field.Given && !field.IsBroken;
        }

        if (!field.Given)
        {
            if (!field.IsBroken)
            {
                context.Problems.Add(field.Mark, $"{spelling} without a target", $"it needs {Describe(kind)}");
            }

            return false;
        }

        var isName = kind is EventTargetKind.Device or EventTargetKind.Driver or EventTargetKind.Module;
        if (field.Kind == DocumentKind.Number && kind == EventTargetKind.Duration)
        {
            _ = context.Quantities.Duration(field);
            return false;
        }

        text = isName ? context.Values.Text(field) : context.Values.TextOrNumber(field);
        return text is not null;
    }

    /// <summary>The target with its series; durations have none. Null with a problem when its braces make no series.</summary>
    internal static NameTemplate? Series(EventOperation operation, string text, Field field, BindContext context) =>
        EventOperations.TargetOf(operation) is EventTargetKind.Duration or EventTargetKind.NodeAndDuration
            ? NameTemplate.Literal(text)
            : NameTemplate.Read(text, field.Mark, context.Problems);

    /// <summary>Checks one target, its series expanded.</summary>
    internal static bool Check(EventOperation operation, Field field, string target, BindContext context) => EventOperations.TargetOf(operation) switch
    {
        EventTargetKind.Device => context.Devices.Resolve(target, field.Mark),
        EventTargetKind.Driver => context.Drivers.Resolve(target, field.Mark),
        EventTargetKind.Module => context.Modules.Resolve(target, field.Mark),
        EventTargetKind.DriverAndDevice => Split(field, target, "driver:device", context, out var driver, out var device)
            && context.Drivers.Resolve(driver, field.Mark) & context.Devices.Resolve(device, field.Mark),
        EventTargetKind.BusSwitch => CheckSwitch(field, target, context),
        EventTargetKind.Cpu => context.Values.Whole(field, target, 0, ScenarioLimits.Cpus - 1) is { } cpu && context.CheckCpu(cpu, field.Mark),
        EventTargetKind.Node => CheckNode(field, target, context),
        EventTargetKind.Duration => context.Quantities.Milliseconds(field, target) is not null,
        EventTargetKind.NodeAndDuration => Split(field, target, "node:duration, for example 1:50ms", context, out var node, out var duration)
            && context.Values.Whole(field, node, MachineTopology.NoNode, ScenarioLimits.Nodes - 1) is not null
            & context.Quantities.Milliseconds(field, duration) is not null,
        EventTargetKind.AsyncDomain => CheckDomain(field, target, context),
        EventTargetKind.DeviceAndNode => CheckDeviceAndNode(field, target, context),
        EventTargetKind.DeviceAndParent => CheckMove(field, target, context),
        EventTargetKind.Cookie => context.Values.Whole(field, target, 1, ScenarioLimits.Events) is not null,
        _ => true,
    };

    private static string Describe(EventTargetKind kind) => kind switch
    {
        EventTargetKind.Device => "a device",
        EventTargetKind.Driver => "a driver",
        EventTargetKind.Module => "a module",
        EventTargetKind.DriverAndDevice => "driver:device",
        EventTargetKind.BusSwitch => "bus:0 or bus:1",
        EventTargetKind.Cpu => "a CPU number",
        EventTargetKind.Node => "a node number",
        EventTargetKind.Duration => "a duration, for example 50ms",
        EventTargetKind.AsyncDomain => "a domain, default or exclusive",
        EventTargetKind.Cookie => "a cookie, for example 5",
        EventTargetKind.DeviceAndNode => "device:node, for example nvme0:1",
        EventTargetKind.DeviceAndParent => "device:parent",
        _ => "node:duration, for example 1:50ms",
    };

    private static bool Split(Field field, string target, string form, BindContext context, out string left, out string right)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        left = colon > 0 ? target[..colon] : "";
        right = colon > 0 ? target[(colon + 1)..] : "";
        if (right.Length > 0)
        {
            return true;
        }

        context.Problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(target)}", "its target has two parts", "write " + form);
        return false;
    }

    private static bool CheckDeviceAndNode(Field field, string target, BindContext context)
    {
        var colon = target.LastIndexOf(':');
        if (colon <= 0)
        {
            context.Problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(target)}", "its target has two parts", "write device:node, for example nvme0:1");
            return false;
        }

        return context.Values.Whole(field, target[(colon + 1)..], MachineTopology.NoNode, ScenarioLimits.Nodes - 1) is not null
            & context.Devices.Resolve(target[..colon], field.Mark);
    }

    private static bool CheckMove(Field field, string target, BindContext context)
    {
        var ways = EventTargets.Divided(target, name => context.Devices.PlaceOf(name) >= 0).Count;
        if (ways == 1 || context.Devices.Incomplete)
        {
            return ways == 1;
        }

        context.Problems.Add(
            field.Mark, $"'{field.Label}' is {Quoted.Text(target)}",
            ways == 0 ? "no colon in it has a device on either side" : "more than one colon in it has a device on either side",
            ways == 0 ? "write device:parent" : "give the devices names without colons");
        return false;
    }

    private static bool CheckDomain(Field field, string target, BindContext context)
    {
        if (target is EventTargets.DefaultDomain or EventTargets.ExclusiveDomain)
        {
            return true;
        }

        context.Problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(target)}", "there is no such async domain", "write default or exclusive");
        return false;
    }

    private static bool CheckSwitch(Field field, string target, BindContext context)
    {
        if (!Split(field, target, "bus:0 or bus:1", context, out var bus, out var value))
        {
            return false;
        }

        var known = context.Buses.Resolve(bus, field.Mark);
        if (value is "0" or "1")
        {
            return known;
        }

        context.Problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(target)}", "drivers_autoprobe is 0 or 1", $"write {bus}:0 or {bus}:1");
        return false;
    }

    private static bool CheckNode(Field field, string target, BindContext context)
    {
        var nodes = context.Topology?.Nodes.Length ?? ScenarioLimits.Nodes;
        if (context.Values.Whole(field, target, 0, nodes - 1) is not { } node)
        {
            return false;
        }

        if (context.Topology?.Nodes[(int)node].Cpus.Length == 0)
        {
            context.Problems.Add(field.Mark, $"'{field.Label}' names node {node}", "that node has no CPU");
            return false;
        }

        return true;
    }
}
