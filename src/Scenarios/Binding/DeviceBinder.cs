using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Binding;

/// <summary>
/// Reads devices and expands their series: <c>{}</c> in <c>match</c>, <c>parent</c> and <c>suppliers</c> is the current
/// number, and a list of nodes is taken in turn. Parents and suppliers are checked when all devices are known.
/// </summary>
internal sealed class DeviceBinder(BindContext context)
{
    private readonly List<DeviceSpec> _devices = [];
    private readonly List<DeviceMarks> _entries = [];
    private readonly List<int> _entryOf = [];
    private readonly List<(string Name, Mark Mark)> _classes = [];
    private readonly int _before = context.Devices.Count;
    private long _links = context.Known?.SupplierLinks ?? 0;

    internal List<DeviceSpec> Bind(Field field)
    {
        foreach (var item in context.Values.List(field))
        {
            if (MappingView.Open(item, context.Problems, "a device", ScenarioFormat.Device.Keys) is { } view && !BindEntry(view))
            {
                break;
            }
        }

        new DeviceGraph(_devices, _before, d => _entries[_entryOf[d]], context).Check();
        new PhysicalFunctions(_devices, d => _entries[_entryOf[d]], context).Check();
        return _devices;
    }

    /// <summary>Checks the naming classes that devices name, when all classes are known.</summary>
    internal void CheckClasses()
    {
        foreach (var (name, mark) in _classes)
        {
            context.NamingClasses.Resolve(name, mark);
        }
    }

    /// <summary>Expands one entry; false when the bound on devices is reached.</summary>
    private bool BindEntry(MappingView view)
    {
        var nameField = view.Required("name");
        if (Template(nameField) is not { } name)
        {
            context.Devices.Incomplete = true;
            return true;
        }

        if (name.Count > ScenarioLimits.Devices - _before - _devices.Count)
        {
            return TooMany(nameField.Mark, "devices", ScenarioLimits.Devices);
        }

        var match = view["match"].Kind == DocumentKind.Null ? null : Filled(view["match"], name);
        var parent = Filled(view["parent"], name);
        var kernelName = Filled(view["kernel_name"], name);
        var physicalFunction = Filled(view["physfn"], name);
        var bus = BusBinder.Reference(view["bus"], context.Buses, context) ?? ScenarioDefaults.Bus;
        var nodes = Nodes(view["numa_node"]);
        var naming = Class(view["naming"]);
        var matchError = ResultBinder.BindMatchError(view["match_error"], context);
        var supplierFields = context.Values.ListOrOne(view["suppliers"]);
        var suppliers = supplierFields.Select(s => Filled(s, name)).OfType<string>().ToList();
        if (!HasRoomFor(suppliers, name, view["suppliers"]))
        {
            return false;
        }

        _entries.Add(new(nameField.Mark, view["parent"].Mark, view["physfn"].Mark, [.. supplierFields.Select(s => s.Mark)]));
        var fixedSuppliers = suppliers.Exists(s => s.Contains('{', StringComparison.Ordinal)) ? default : suppliers.ToImmutableArray();
        var report = true;
        for (var i = 0; i < name.Count; i++)
        {
            var own = name.At(i);
            if (!context.Devices.Add(own, nameField.Mark, report))
            {
                report = false;
                continue;
            }

            _entryOf.Add(_entries.Count - 1);
            _devices.Add(new(
                own,
                match is null ? name.Stem : name.Fill(match, i),
                bus,
                nodes[i % nodes.Length],
                parent is null ? null : name.Fill(parent, i),
                fixedSuppliers.IsDefault ? [.. suppliers.SelectMany(s => Series(name.Fill(s, i)))] : fixedSuppliers)
            {
                MatchError = matchError,
                Naming = naming,
                KernelName = kernelName is null ? null : name.Fill(kernelName, i),
                PhysicalFunction = physicalFunction is null ? null : name.Fill(physicalFunction, i),
            });
        }

        return true;
    }

    private bool TooMany(Mark mark, string what, int most)
    {
        context.Devices.Incomplete = true;
        context.Values.TooMany(mark, what, most);
        return false;
    }

    /// <summary>A naming class, to be checked when all are known.</summary>
    private string? Class(Field field)
    {
        var name = context.Values.Name(field);
        if (name is not null)
        {
            _classes.Add((name, field.Mark));
        }

        return name;
    }

    /// <summary>Counts the links to the suppliers of an entry; false when the bound on them is reached.</summary>
    private bool HasRoomFor(List<string> suppliers, NameTemplate name, Field field)
    {
        _links += (long)name.Count * suppliers.Sum(s => Series(name.Fill(s, 0)).Count());
        if (_links <= ScenarioLimits.SupplierLinks)
        {
            return true;
        }

        return TooMany(field.Mark, "suppliers of all devices together", ScenarioLimits.SupplierLinks);
    }

    /// <summary>A name that may be a series.</summary>
    private NameTemplate? Template(Field field)
    {
        if (context.Values.Text(field) is not { } text || NameTemplate.Read(text, field.Mark, context.Problems) is not { } template)
        {
            return null;
        }

        if (NameRules.Refuse(template.At(template.Count - 1)) is { } why)
        {
            context.Problems.Add(field.Mark, $"{Quoted.Text(text)} is no name", why);
            return null;
        }

        return template;
    }

    /// <summary>A name that may have the current number in it, and with <c>suppliers</c> a series.</summary>
    private string? Filled(Field field, NameTemplate name)
    {
        if (context.Values.Text(field) is not { } text)
        {
            return null;
        }

        var sample = name.Fill(text, name.Count - 1);
        if (NameTemplate.Read(sample, field.Mark, context.Problems) is not { } series)
        {
            return null;
        }

        if (NameRules.Refuse(series.At(series.Count - 1)) is { } why)
        {
            var open = sample.Contains("{}", StringComparison.Ordinal);
            context.Problems.Add(field.Mark, $"{Quoted.Text(text)} is no name", open ? "{} stands for the number of a series, and the device's name has none" : why);
            return null;
        }

        if (series.Count > ScenarioLimits.ProbeSteps)
        {
            context.Values.TooMany(field.Mark, $"names in {Quoted.Text(text)}", ScenarioLimits.ProbeSteps);
            return null;
        }

        return text;
    }

    private IEnumerable<string> Series(string text)
    {
        var template = NameTemplate.Read(text, default, context.Problems)!;
        return Enumerable.Range(0, template.Count).Select(template.At);
    }

    private int[] Nodes(Field field)
    {
        var nodes = new List<int>();
        foreach (var item in context.Values.ListOrOne(field))
        {
            nodes.Add((int)(context.Values.Integer(item, MachineTopology.NoNode, ScenarioLimits.Nodes - 1) ?? MachineTopology.NoNode));
        }

        if (nodes.Count == 0 && field.Given)
        {
            context.Problems.Add(field.Mark, "an empty list of nodes", "the devices of the series take the nodes in turn", "write -1 for no node");
        }

        return nodes.Count == 0 ? [MachineTopology.NoNode] : [.. nodes];
    }
}
