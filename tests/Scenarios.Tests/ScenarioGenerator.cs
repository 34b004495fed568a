using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Tests;

/// <summary>
/// Random valid scenarios: small machines, up to four drivers and twelve devices, every operation on up to three threads.
/// A scenario is a function of one seed, so that a failing test names all there is to know. Meant for every property
/// that holds for all scenarios.
/// </summary>
public static class ScenarioGenerator
{
    private const int MostDevices = 12;

    private static readonly string[] Fittable = ["memory_bandwidth", "remote_factor_per_distance", "touch", "locked"];

    /// <summary>Scenarios with ordinary names.</summary>
    public static Arbitrary<Scenario> Scenarios { get; } = Arbitrary(strangeNames: false);

    /// <summary>Scenarios whose names and texts look like numbers, booleans and YAML.</summary>
    public static Arbitrary<Scenario> StrangelyNamed { get; } = Arbitrary(strangeNames: true);

    /// <summary>The scenario of a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="strangeNames">Use names that look like something else.</param>
    public static Scenario Create(int seed, bool strangeNames = false)
    {
        var random = new Random(seed);
        if (!strangeNames && random.Next(10) == 0)
        {
            return SomeNvdimm.Create(random) with { Name = $"generated-{seed}" };
        }

        var topology = SomeMachine.Create(random);
        var buses = Buses(random);
        var modules = Enumerable.Range(0, random.Next(3)).Select(i => new ModuleSpec($"mod{i}", random.Next(3) switch { 0 => true, 1 => false, _ => null })).ToImmutableArray();
        var drivers = Enumerable.Range(0, random.Next(1, 5)).Select(i => Driver(random, i, buses, modules)).ToImmutableArray();
        var devices = Devices(random, topology.Nodes.Length, buses, strangeNames);
        var targets = new SomeTargets(
            topology, [.. buses.Select(b => b.Name)], [.. modules.Select(m => m.Name)], [.. drivers.Select(d => d.Name)], [.. devices.Select(d => d.Name)]);
        var naming = SomeNaming.Create(random, targets.Devices);
        ImmutableArray<string> locks = random.Next(2) == 0 ? ["mem_hotplug", "rtnl"] : [];
        List<string> classes = [.. naming.Select(c => c.Name), "nvme", "sd", "ata", "mmc", "pmem", "namespace", "topology"];
        var threads = SomeMachine.Threads(random, topology);
        var scenario = new Scenario
        {
            Name = $"generated-{seed}",
            Title = Text(random, strangeNames) ?? "",
            Question = Text(random, strangeNames),
            Answer = Text(random, strangeNames),
            Tags = strangeNames ? [.. SomeTexts.Names.Where(_ => random.Next(9) == 0)] : ["generated"],
            Seed = (ulong)random.NextInt64(),
            Generation = random.Next(3) switch { 0 => "v6.1", 1 => "6.12", _ => null },
            Topology = topology,
            Kernel = SomeMachine.Options(random, topology, targets.Drivers),
            Costs = Costs(random),
            CostSource = Text(random, strangeNames),
            FittedCosts = [.. Fittable.Where(_ => random.Next(4) == 0)],
            Buses = buses,
            Modules = modules,
            Drivers = drivers,
            Devices = devices,
            Naming = naming,
            Locks = locks,
            Probes = new SomeProbes(random, targets, [.. locks, BuiltInLocks.MemoryHotplug], classes).Create(targets.Devices, targets.Drivers),
            Threads = threads,
            Events = Events(random, targets, threads),
            Expectations = Expectations(random, targets),
        };
        return ScenarioNumbering.Renumber(scenario);
    }

    private static Arbitrary<Scenario> Arbitrary(bool strangeNames) =>
        Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => Create(seed, strangeNames)), ScenarioShrinker.Shrink);

    private static ImmutableArray<BusSpec> Buses(Random random)
    {
        var buses = ImmutableArray.CreateBuilder<BusSpec>();
        buses.Add(new(ScenarioDefaults.Bus, DriversAutoprobe: random.Next(12) > 0));
        if (random.Next(2) == 0)
        {
            buses.Add(new("po"));
        }

        if (random.Next(2) == 0)
        {
            buses.Insert(random.Next(buses.Count + 1), new("usb", NeedParentLock: true));
        }

        if (random.Next(2) == 0)
        {
            buses.Insert(random.Next(buses.Count + 1), new("pci", NeedParentLock: random.Next(6) == 0, Kind: BusKind.Pci));
        }

        return buses.ToImmutable();
    }

    private static DriverSpec Driver(Random random, int number, ImmutableArray<BusSpec> buses, ImmutableArray<ModuleSpec> modules) => new(
        $"drv{number}",
        buses[random.Next(buses.Length)].Name,
        (ProbeType)random.Next(3),
        [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"m{random.Next(3)}").Distinct(StringComparer.Ordinal)],
        modules.IsEmpty || random.Next(2) == 0 ? null : modules[random.Next(modules.Length)].Name)
    {
        AsyncSince = random.Next(8) == 0 ? "v6.12" : null,
    };

    private static ImmutableArray<DeviceSpec> Devices(Random random, int nodes, ImmutableArray<BusSpec> buses, bool strangeNames)
    {
        var devices = ImmutableArray.CreateBuilder<DeviceSpec>();
        var count = random.Next(1, MostDevices + 1);
        var regular = random.Next(2) == 0;
        for (var i = 0; i < count; i++)
        {
            var earlier = devices.Select(d => d.Name).ToList();
            var bus = buses[regular ? 0 : random.Next(buses.Length)];
            var physicalFunctions = devices.Where(d => d.Bus == bus.Name && d.PhysicalFunction is null).Select(d => d.Name).ToList();
            var strange = strangeNames && random.Next(2) == 0 ? SomeTexts.Names[random.Next(SomeTexts.Names.Length)] : null;
            devices.Add(new(
                strange is null || earlier.Contains(strange, StringComparer.Ordinal) ? $"d{i}" : strange,
                regular ? "m0" : $"m{random.Next(3)}",
                bus.Name,
                regular ? i % nodes : random.Next(-1, nodes + 1),
                i > 0 && random.Next(4) == 0 ? earlier[random.Next(i)] : null,
                [.. earlier.Where(_ => random.Next(15) == 0)])
            {
                MatchError = random.Next(10) == 0 ? new(random.Next(2) == 0 ? -517 : -5, random.Next(3)) : null,
                Naming = random.Next(10) == 0 ? (random.Next(2) == 0 ? "region" : "namespace") : null,
                KernelName = random.Next(3) == 0 ? $"m.{i}" : null,
                PhysicalFunction = bus.Kind == BusKind.Pci && physicalFunctions.Count > 0 && random.Next(3) == 0 ? physicalFunctions[random.Next(physicalFunctions.Count)] : null,
            });
        }

        return devices.ToImmutable();
    }

    private static ImmutableArray<ScenarioEvent> Events(Random random, SomeTargets targets, ImmutableArray<KernelThreadSpec> threads)
    {
        var operations = targets.Drivers.Select(d => (EventOperation.DriverRegister, (string?)d))
            .Concat(targets.Devices.Select(d => (EventOperation.DeviceAdd, (string?)d)))
            .OrderBy(_ => random.Next(6)).ToList();
        for (var i = random.Next(9); i > 0; i--)
        {
            operations.Insert(random.Next(operations.Count + 1), targets.Operation(random, nested: false));
        }

        return [.. operations.Select(o => new ScenarioEvent(0, threads[random.Next(threads.Length)].Id, random.Next(3) * 5_000_000L, o.Item1, o.Item2))];
    }

    private static CostModel Costs(Random random) => random.Next(3) switch
    {
        0 => CostModel.Default,
        1 => CostModel.QemuTcg,
        _ => CostModel.Default with { MatchNs = random.Next(1000), RemoteFactorPerDistance = random.NextDouble(), MemoryBytesPerSecond = random.NextInt64(1, 1L << 40) },
    };

    private static ImmutableArray<Expectation> Expectations(Random random, SomeTargets targets) => random.Next(3) > 0
        ? []
        :
        [
            new("makespan", 1_000_000, random.Next(2) == 0 ? 900_000_001 : null, null), new("bound", 3, 3, null), new("on_node_percent", 12.5, null, null),
            Expectation.OfPublished("waiting", Published(random, random.NextInt64(1, ScenarioLimits.DurationNs))), Expectation.OfPublished("probes", Published(random, random.Next(1, 100))),
            new("status", null, null, "hung"), new($"bound_to:{targets.Device(random)}", null, null, random.Next(2) == 0 ? "none" : targets.Drivers[0]),
            new($"named:{SomeTexts.Names[random.Next(SomeTexts.Names.Length)]}", null, null, targets.Device(random)),
        ];

    private static PublishedFigure Published(Random random, double value) =>
        new(value, random.Next(1, 1_000_001), (FigureConstants)random.Next(2), SomeTexts.Texts[random.Next(SomeTexts.Texts.Length)]);

    private static string? Text(Random random, bool strange) =>
        random.Next(3) == 0 ? null : strange ? SomeTexts.Texts[random.Next(SomeTexts.Texts.Length)] : "A text.";
}
