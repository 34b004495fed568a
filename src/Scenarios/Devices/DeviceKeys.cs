using System.Collections.Immutable;
using NumaProbe.Scenarios.Drivers;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Results;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Devices;

/// <summary>The keys of a device, or of a series of devices.</summary>
internal static class DeviceKeys
{
    internal static readonly FormatKey<string?> Name = new("name", Formats.Series, "its name, or a series", null);
    internal static readonly FormatKey<string?> Match = new("match", Formats.Series, "the word that drivers match", "the name without its series");
    internal static readonly FormatKey<string?> Bus = new("bus", OwnNames.In(context => context.Buses), "its bus", "`platform`");
    internal static readonly FormatKey<ImmutableArray<int>?> Nodes = new("numa_node", Formats.Value<ImmutableArray<int>>(
        new ChoiceType(Types.NodeOrNone, new ListType(Types.NodeOrNone, 1)), ReadNodes, WriteNodes), "its node, -1 for none, or nodes that the devices of the series take in turn", "-1");

    internal static readonly FormatKey<string?> Parent = new("parent", Formats.Series, "its parent");

    /// <summary>Read one by one, since each has a place of its own.</summary>
    internal static readonly FormatKey Suppliers = new("suppliers", Types.AllSeries, "devices that must be bound first (managed device links)");

    internal static readonly FormatKey<ErrorResult?> MatchError = new("match_error", ErrorFormat.Match, "what the bus's `match()` returns for a driver that would take the device: the name of an error, or `{errno: EPROBE_DEFER, fail_first: 2}` for its first two calls");
    internal static readonly FormatKey<string?> Naming = new("naming", Formats.Name, "the [naming class](#naming) that the device's own name is of; its number is taken when the device is registered");
    internal static readonly FormatKey<string?> KernelName = new("kernel_name", Formats.Series, "the name in the list of deferred devices, where it differs", "the name");
    internal static readonly FormatKey<string?> PhysicalFunction = new("physfn", Formats.Series, "the physical function whose virtual function it is; both on one PCI bus");

    internal static FormatMapping Mapping { get; } = new(
        "device", "A device, or a series", [Name, Match, Bus, Nodes, Parent, Suppliers, MatchError, Naming, KernelName, PhysicalFunction]) { Noun = "a device" };

    private static ImmutableArray<int>? ReadNodes(Field field, BindContext context)
    {
        var nodes = context.Values.ListOrOne(field)
            .Select(item => (int)(context.Values.Integer(item, MachineTopology.NoNode, ScenarioLimits.Nodes - 1) ?? MachineTopology.NoNode)).ToImmutableArray();
        if (nodes.IsEmpty && field.Given)
        {
            context.Problems.Add(field.Mark, "an empty list of nodes", "the devices of the series take the nodes in turn", "write -1 for no node");
        }

        return nodes.IsEmpty ? null : nodes;
    }

    private static void WriteNodes(YamlText yaml, ImmutableArray<int> nodes)
    {
        if (nodes.Length == 1)
        {
            yaml.Number(nodes[0]);
        }
        else
        {
            yaml.Numbers(nodes);
        }
    }
}
