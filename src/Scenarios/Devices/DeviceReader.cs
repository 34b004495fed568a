using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Devices;

/// <summary>
/// Reads devices and expands their series: <c>{}</c> in <c>match</c>, <c>parent</c> and <c>suppliers</c> is the current
/// number, and a list of nodes is taken in turn. Parents and suppliers are checked when all devices are known.
/// </summary>
internal sealed class DeviceReader(BindContext context)
{
    private readonly List<DeviceSpec> _devices = [];
    private readonly List<DeviceMarks> _entries = [];
    private readonly List<int> _entryOf = [];
    private readonly List<(string Name, Mark Mark)> _classes = [];
    private readonly int _before = context.Devices.Count;
    private long _links = context.Known?.SupplierLinks ?? 0;

    internal List<DeviceSpec> Read(Field field)
    {
        foreach (var item in context.Values.List(field))
        {
            if (MappingView.Open(item, context, DeviceKeys.Mapping) is { } view && !ReadEntry(view))
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
    private bool ReadEntry(MappingView view)
    {
        if (Template(view, out var nameField) is not { } name)
        {
            context.Devices.Incomplete = true;
            return true;
        }

        if (name.Count > ScenarioLimits.Devices - _before - _devices.Count)
        {
            return TooMany(nameField.Mark, "devices", ScenarioLimits.Devices);
        }

        var match = Filled(DeviceKeys.Match, view, name, out _);
        var parent = Filled(DeviceKeys.Parent, view, name, out var parentField);
        var kernelName = Filled(DeviceKeys.KernelName, view, name, out _);
        var physicalFunction = Filled(DeviceKeys.PhysicalFunction, view, name, out var functionField);
        var bus = DeviceKeys.Bus.Read(view, context) ?? ScenarioDefaults.Bus;
        var nodes = DeviceKeys.Nodes.Read(view, context) ?? [MachineTopology.NoNode];
        var naming = Class(view);
        var matchError = DeviceKeys.MatchError.Read(view, context);
        var supplierFields = context.Values.ListOrOne(view[DeviceKeys.Suppliers.Key]);
        var suppliers = supplierFields.Select(s => Filled(s, name)).OfType<string>().ToList();
        if (!HasRoomFor(suppliers, name, view[DeviceKeys.Suppliers.Key]))
        {
            return false;
        }

        _entries.Add(new(nameField.Mark, parentField.Mark, functionField.Mark, [.. supplierFields.Select(s => s.Mark)]));
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
    private string? Class(MappingView view)
    {
        var name = DeviceKeys.Naming.Read(view, context, out var field);
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
    private NameTemplate? Template(MappingView view, out Field field)
    {
        if (DeviceKeys.Name.Read(view, context, out field) is not { } text || NameTemplate.Read(text, field.Mark, context.Problems) is not { } template)
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

    private string? Filled(FormatKey<string?> key, MappingView view, NameTemplate name, out Field field)
    {
        field = view[key.Key];
        return Filled(field, name);
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
}
