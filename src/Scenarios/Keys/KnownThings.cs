using System.Collections.Immutable;
using NumaProbe.Scenarios.Devices;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Keys;

/// <summary>
/// What a fragment finds there: the names and the counts of a scenario, kept so that reading a fragment takes time by its own size and not
/// by the scenario's.
/// </summary>
internal sealed class KnownThings
{
    private readonly Dictionary<string, int> _modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _drivers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _physicalFunctions = new(StringComparer.Ordinal);

    internal KnownThings(Scenario scenario)
    {
        Topology = scenario.Topology;
        NodeOfCpu = scenario.Topology.NodeOfCpu();
        Buses = scenario.Buses.Select((bus, place) => (bus.Name, place)).ToDictionary(b => b.Name, b => b.place, StringComparer.Ordinal);
        PciBuses = scenario.Buses.Where(b => b.Kind == BusKind.Pci).Select(b => b.Name).ToHashSet(StringComparer.Ordinal);
        Locks = BuiltInLocks.Of(scenario).Select((name, place) => (name, place)).ToDictionary(l => l.name, l => l.place, StringComparer.Ordinal);
        NamingClasses = Shared.Model.NamingClasses.Of(scenario).Select((c, place) => (c.Name, place)).ToDictionary(c => c.Name, c => c.place, StringComparer.Ordinal);
        Boots = ScenarioExtension.HasLateInitcall(scenario);
        Append(scenario.Modules, scenario.Drivers, scenario.Devices, scenario.Probes, scenario.Events.Length);
    }

    internal MachineTopology Topology { get; }

    internal IReadOnlyList<int> NodeOfCpu { get; }

    internal IReadOnlyDictionary<string, int> Buses { get; }

    internal IReadOnlySet<string> PciBuses { get; }

    /// <summary>Devices on PCI buses that are no virtual functions, with their bus.</summary>
    internal IReadOnlyDictionary<string, string> PhysicalFunctions => _physicalFunctions;

    internal IReadOnlyDictionary<string, int> Locks { get; }

    internal IReadOnlyDictionary<string, int> NamingClasses { get; }

    internal IReadOnlyDictionary<string, int> Modules => _modules;

    internal IReadOnlyDictionary<string, int> Drivers => _drivers;

    internal IReadOnlyDictionary<string, int> Devices => _devices;

    /// <summary>A late_initcall is among the events.</summary>
    internal bool Boots { get; }

    internal int Rules { get; private set; }

    internal int Events { get; private set; }

    /// <summary>Suppliers of all devices together.</summary>
    internal long SupplierLinks { get; private set; }

    /// <summary>Calls inside probes: the ordinal of the next one.</summary>
    internal int Calls { get; private set; }

    /// <summary>Steps of the rules with calls, which count towards the bound of all steps.</summary>
    internal long CallingSteps { get; private set; }

    /// <summary>Counts and names what a fragment adds.</summary>
    internal void Append(
        ImmutableArray<ModuleSpec> modules, ImmutableArray<DriverSpec> drivers, ImmutableArray<DeviceSpec> devices, ImmutableArray<ProbeRule> probes, int events)
    {
        foreach (var module in modules)
        {
            _modules.Add(module.Name, _modules.Count);
        }

        foreach (var driver in drivers)
        {
            _drivers.Add(driver.Name, _drivers.Count);
        }

        foreach (var device in devices)
        {
            _devices.Add(device.Name, _devices.Count);
            SupplierLinks += device.Suppliers.Length;
            if (device.PhysicalFunction is null && PciBuses.Contains(device.Bus))
            {
                _physicalFunctions.Add(device.Name, device.Bus);
            }
        }

        foreach (var rule in probes)
        {
            var calls = CallsOf(rule.Before) + CallsOf(rule.Work) + CallsOf(rule.After);
            Calls += calls;
            CallingSteps += calls == 0 ? 0 : ProbeSteps.All(rule).Count();
        }

        Rules += probes.Length;
        Events += events;
    }

    private static int CallsOf(ImmutableArray<ProbeStep> steps)
    {
        var calls = 0;
        foreach (var step in ProbeSteps.Flat(steps))
        {
            calls += step is CallStep ? 1 : 0;
        }

        return calls;
    }
}
