using System.Collections.Immutable;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests.Live;

/// <summary>
/// Random valid fragments for a scenario, as text: devices that known drivers match, drivers that known devices match, children of known
/// devices, rules, and every operation on anything that exists.
/// </summary>
internal static class SomeFragments
{
    private static readonly string[] Sections = ["modules:", "drivers:", "devices:", "probes:", "events:"];

    /// <summary>A fragment that adds or does at least one thing.</summary>
    /// <param name="random">Where it comes from.</param>
    /// <param name="scenario">What it is added to.</param>
    /// <param name="number">Number of the fragment in its run; its new names have it.</param>
    internal static string Create(Random random, Scenario scenario, int number)
    {
        var modules = random.Next(4) == 0 ? [new ModuleSpec($"z{number}", random.Next(2) == 0)] : ImmutableArray<ModuleSpec>.Empty;
        var drivers = Enumerable.Range(0, random.Next(3) == 0 ? random.Next(1, 3) : 0).Select(i => Driver(random, $"y{number}-{i}", scenario, modules)).ToImmutableArray();
        var devices = Devices(random, number, scenario);
        var targets = new SomeTargets(
            scenario.Topology,
            [.. scenario.Buses.Select(b => b.Name)],
            [.. scenario.Modules.Concat(modules).Select(m => m.Name)],
            [.. scenario.Drivers.Concat(drivers).Select(d => d.Name)],
            [.. scenario.Devices.Concat(devices).Select(d => d.Name)]);
        return Text(new Scenario
        {
            Name = "fragment",
            Topology = scenario.Topology,
            Modules = modules,
            Drivers = drivers,
            Devices = devices,
            Probes = Probes(random, scenario, targets, devices, drivers),
            Events = Events(random, scenario, targets, devices, drivers, modules),
        });
    }

    private static DriverSpec Driver(Random random, string name, Scenario scenario, ImmutableArray<ModuleSpec> modules) => new(
        name,
        scenario.Buses[random.Next(scenario.Buses.Length)].Name,
        (ProbeType)random.Next(3),
        [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"m{random.Next(4)}").Distinct(StringComparer.Ordinal)],
        modules.IsEmpty || random.Next(2) == 0 ? null : modules[0].Name);

    private static ImmutableArray<DeviceSpec> Devices(Random random, int number, Scenario scenario)
    {
        var devices = ImmutableArray.CreateBuilder<DeviceSpec>();

        // names that go on where the scenario's end, so that the writer's series have to be cut right
        var goesOn = random.Next(2) == 0;
        var first = scenario.Devices.Length;
        for (var i = random.Next(3) == 0 ? 0 : random.Next(1, 5); i > 0; i--)
        {
            var earlier = devices.Select(d => d.Name).ToList();
            var name = goesOn ? $"d{first + devices.Count}" : $"x{number}-{devices.Count}";
            var parents = scenario.Devices.Select(d => d.Name).Concat(earlier).ToList();
            devices.Add(new(
                scenario.Devices.Any(d => d.Name == name) ? $"x{number}-{devices.Count}" : name,
                $"m{random.Next(3)}",
                scenario.Buses[random.Next(scenario.Buses.Length)].Name,
                random.Next(-1, scenario.Topology.Nodes.Length + 1),
                random.Next(3) == 0 ? parents[random.Next(parents.Count)] : null,
                [.. earlier.Where(_ => random.Next(5) == 0)]));
        }

        return devices.ToImmutable();
    }

    private static ImmutableArray<ProbeRule> Probes(Random random, Scenario scenario, SomeTargets targets, ImmutableArray<DeviceSpec> devices, ImmutableArray<DriverSpec> drivers)
    {
        var some = new SomeProbes(random, targets, scenario.Locks, [.. NamingClasses.Of(scenario).Select(c => c.Name)]);
        var names = devices.Select(d => d.Name).ToList();
        var rules = some.Create(names, targets.Drivers).Where(r => r.Device is not null).ToList();
        foreach (var driver in drivers.Where(_ => random.Next(2) == 0))
        {
            rules.Add(some.Rule(random.Next(2) == 0 ? null : targets.Devices[0], driver.Name));
        }

        return [.. rules.DistinctBy(r => (r.Device, r.Driver))];
    }

    private static ImmutableArray<ScenarioEvent> Events(
        Random random, Scenario scenario, SomeTargets targets, ImmutableArray<DeviceSpec> devices, ImmutableArray<DriverSpec> drivers, ImmutableArray<ModuleSpec> modules)
    {
        var boots = scenario.Events.Any(e => e.Operation == EventOperation.LateInitcall);
        var operations = drivers.Where(d => d.Module is null || random.Next(4) == 0).Select(d => (EventOperation.DriverRegister, (string?)d.Name))
            .Concat(modules.Select(m => (EventOperation.ModuleLoad, (string?)m.Name)))
            .Concat(devices.Select(d => (EventOperation.DeviceAdd, (string?)d.Name)))
            .OrderBy(_ => random.Next(4)).ToList();
        for (var i = random.Next(4) + (operations.Count == 0 ? 1 : 0); i > 0; i--)
        {
            var (operation, target) = targets.Operation(random, nested: false);
            operations.Insert(
                random.Next(operations.Count + 1),
                operation == EventOperation.LateInitcall && !boots ? (EventOperation.WaitForDeviceProbe, null) : (operation, target));
        }

        return [.. operations.Select((o, i) => new ScenarioEvent(i, 0, 0, o.Item1, o.Item2))];
    }

    /// <summary>The sections that a fragment may have, out of the file that the writer makes.</summary>
    private static string Text(Scenario scenario)
    {
        var lines = new List<string>();
        var wanted = false;
        foreach (var line in ScenarioWriter.Write(scenario).Split('\n'))
        {
            wanted = line.Length > 0 && char.IsAsciiLetter(line[0]) ? Sections.Contains(line, StringComparer.Ordinal) : wanted;
            if (wanted)
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines) + "\n";
    }
}
