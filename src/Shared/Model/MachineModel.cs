using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Model;

/// <summary>
/// What is fixed in a run and the same in every partition: scenario, generation, seed, and what follows from them (names
/// to numbers, matches, pods, rules). Read-only: whatever changes in a run belongs to an actor.
/// </summary>
public sealed class MachineModel
{
    private readonly ImmutableArray<int> _nodeOfCpu;
    private readonly int[] _matchWordOfDevice;
    private readonly bool[][] _wordsOfDriver;

    /// <summary>Derives the model.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="generation">The kernel generation.</param>
    /// <param name="seed">Seed of everything drawn.</param>
    public MachineModel(Scenario scenario, KernelGeneration generation, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(generation);
        Scenario = scenario;
        Generation = generation;
        Seed = seed;
        CommandLine = KernelCommandLine.Parse(scenario.Kernel.CommandLine);
        Pods = new PodMap(scenario.Topology, CommandLine.AffinityScope(generation), scenario.Kernel.UnboundCpus);
        _nodeOfCpu = scenario.Topology.NodeOfCpu();
        DeviceNumbers = Number(scenario.Devices, d => d.Name);
        DriverNumbers = Number(scenario.Drivers, d => d.Name);
        BusNumbers = Number(scenario.Buses, b => b.Name);
        LockNumbers = Number(scenario.Locks, l => l);
        var classes = NamingClasses.Of(scenario);
        Naming = [.. classes.Select(c => c.In(generation))];
        NamingNumbers = Number(classes, c => c.Name);
        GivesNames = !NamingClasses.UsedBy(scenario).IsEmpty;
        Rules = new ProbeRules(scenario.Probes, DeviceNumbers, [.. scenario.Drivers.Select(d => d.Name)]);
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        _matchWordOfDevice = [.. scenario.Devices.Select(d => WordNumber(words, d.Match))];
        var driverWords = scenario.Drivers.Select(d => d.Match.Select(w => WordNumber(words, w)).ToArray()).ToArray();
        _wordsOfDriver = [.. driverWords.Select(own => Enumerable.Range(0, words.Count).Select(own.Contains).ToArray())];
    }

    /// <summary>The scenario as run.</summary>
    public Scenario Scenario { get; }

    /// <summary>The kernel generation.</summary>
    public KernelGeneration Generation { get; }

    /// <summary>Seed of everything drawn.</summary>
    public ulong Seed { get; }

    /// <summary>Costs of the scenario.</summary>
    public CostModel Costs => Scenario.Costs;

    /// <summary>The command line, understood.</summary>
    public KernelCommandLine CommandLine { get; }

    /// <summary>Pools of unbound workers.</summary>
    public PodMap Pods { get; }

    /// <summary>Probe bodies.</summary>
    public ProbeRules Rules { get; }

    /// <summary>Number of each device by name.</summary>
    public IReadOnlyDictionary<string, int> DeviceNumbers { get; }

    /// <summary>Number of each driver by name.</summary>
    public IReadOnlyDictionary<string, int> DriverNumbers { get; }

    /// <summary>Number of each bus by name.</summary>
    public IReadOnlyDictionary<string, int> BusNumbers { get; }

    /// <summary>Number of each lock of the machine by name.</summary>
    public IReadOnlyDictionary<string, int> LockNumbers { get; }

    /// <summary>Naming classes by number, as the generation has them.</summary>
    public ImmutableArray<NamingClass> Naming { get; }

    /// <summary>Number of each naming class by name.</summary>
    public IReadOnlyDictionary<string, int> NamingNumbers { get; }

    /// <summary>Some probe takes a number of a naming class.</summary>
    public bool GivesNames { get; }

    /// <summary>Naming classes of which some probe of a device may take a number: those of the rules with the drivers that match it.</summary>
    /// <param name="device">Number of the device.</param>
    public IEnumerable<int> NamingOf(int device) => !GivesNames
        ? []
        : Enumerable.Range(0, Scenario.Drivers.Length)
            .Where(driver => Matches(driver, device) && string.Equals(Scenario.Drivers[driver].Bus, Scenario.Devices[device].Bus, StringComparison.Ordinal))
            .SelectMany(driver => ProbeSteps.All(Rules.Find(device, driver)).OfType<IndexStep>())
            .Select(step => NamingNumbers[step.Class])
            .Distinct();

    /// <summary>Number of NUMA nodes.</summary>
    public int NodeCount => Scenario.Topology.Nodes.Length;

    /// <summary>The node of a CPU, or -1.</summary>
    public int NodeOfCpu(int cpu) => (uint)cpu < (uint)_nodeOfCpu.Length ? _nodeOfCpu[cpu] : MachineTopology.NoNode;

    /// <summary>True when the node exists in the machine.</summary>
    public bool NodeExists(int node) => (uint)node < (uint)NodeCount;

    /// <summary>The bus's match(): one of the driver's words is the device's.</summary>
    public bool Matches(int driver, int device) => _wordsOfDriver[driver][_matchWordOfDevice[device]];

    /// <summary>Most async functions that run at once on a node.</summary>
    public int AsyncMaxActive =>
        Scenario.Kernel.AsyncMaxActive ?? Generation.AsyncMaxActive(Scenario.Topology.Nodes.Sum(n => n.Cpus.Length));

    /// <summary>Nanoseconds a message takes between partitions: 100 ns × distance / 10 by default; the coordinator sits on the boot node.</summary>
    public long[][] Latencies()
    {
        var nodes = Scenario.Topology.Nodes;
        int Place(int partition) => partition == 0 ? Pods.BootNode : partition - 1;
        long Latency(int from, int to) => Math.Max(1, Costs.InterconnectNs * Scenario.Topology.Distances[Place(from), Place(to)] / DistanceMatrix.Local);
        return [.. Enumerable.Range(0, nodes.Length + 1).Select(from =>
            Enumerable.Range(0, nodes.Length + 1).Select(to => from == to ? 0 : Latency(from, to)).ToArray())];
    }

    private static int WordNumber(Dictionary<string, int> words, string word)
    {
        if (!words.TryGetValue(word, out var number))
        {
            words[word] = number = words.Count;
        }

        return number;
    }

    private static Dictionary<string, int> Number<T>(ImmutableArray<T> items, Func<T, string> name)
    {
        var numbers = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            numbers[name(items[i])] = i;
        }

        return numbers;
    }
}
