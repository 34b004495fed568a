using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Scenarios.Live;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Model;

/// <summary>
/// What is fixed in a run and the same in every partition: scenario, generation, seed, and what follows from them (names
/// to numbers, matches, pods, rules). Read-only: whatever changes in a run belongs to an actor. An injection makes a new model, in which
/// everything known keeps its number.
/// </summary>
public sealed class MachineModel
{
    /// <summary>Up to so many words of a driver are looked through one by one.</summary>
    private const int FewWords = 8;

    private readonly ImmutableArray<int> _nodeOfCpu;
    private readonly int[] _matchWordOfDevice;
    private readonly int[][] _wordsOfDriver;

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
        BusNumbers = Number(scenario.Buses, b => b.Name);
        DeviceNumbers = Number(scenario.Devices, d => d.Name);
        DriverNumbers = Number(scenario.Drivers, d => d.Name);
        Rules = new ProbeRules(scenario.Probes, DeviceNumbers, [.. scenario.Drivers.Select(d => d.Name)]);
        (_matchWordOfDevice, _wordsOfDriver) = MatchWords(scenario);
    }

    private MachineModel(MachineModel before, Scenario scenario)
    {
        Scenario = scenario;
        Generation = before.Generation;
        Seed = before.Seed;
        CommandLine = before.CommandLine;
        Pods = before.Pods;
        _nodeOfCpu = before._nodeOfCpu;
        BusNumbers = before.BusNumbers;
        var had = before.Scenario;
        var sameThings = had.Devices.Length == scenario.Devices.Length && had.Drivers.Length == scenario.Drivers.Length;
        DeviceNumbers = sameThings ? before.DeviceNumbers : Number(scenario.Devices, d => d.Name);
        DriverNumbers = sameThings ? before.DriverNumbers : Number(scenario.Drivers, d => d.Name);
        Rules = sameThings && had.Probes.Length == scenario.Probes.Length
            ? before.Rules
            : new ProbeRules(scenario.Probes, DeviceNumbers, [.. scenario.Drivers.Select(d => d.Name)]);
        (_matchWordOfDevice, _wordsOfDriver) = sameThings ? (before._matchWordOfDevice, before._wordsOfDriver) : MatchWords(scenario);
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

    /// <summary>Number of NUMA nodes.</summary>
    public int NodeCount => Scenario.Topology.Nodes.Length;

    /// <summary>The node of a CPU, or -1.</summary>
    public int NodeOfCpu(int cpu) => (uint)cpu < (uint)_nodeOfCpu.Length ? _nodeOfCpu[cpu] : MachineTopology.NoNode;

    /// <summary>True when the node exists in the machine.</summary>
    public bool NodeExists(int node) => (uint)node < (uint)NodeCount;

    /// <summary>The bus's match(): one of the driver's words is the device's.</summary>
    public bool Matches(int driver, int device)
    {
        var words = _wordsOfDriver[driver];
        var word = _matchWordOfDevice[device];
        return words.Length <= FewWords ? words.AsSpan().Contains(word) : Array.BinarySearch(words, word) >= 0;
    }

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

    /// <summary>The model of a scenario that has more than this one's; what is known keeps its numbers.</summary>
    /// <param name="scenario">This model's scenario with devices, drivers, modules, rules, threads and events appended.</param>
    public MachineModel Extend(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ScenarioExtension.Require(Scenario, scenario, DeviceNumbers.ContainsKey, DriverNumbers.ContainsKey);
        return new MachineModel(this, scenario);
    }

    /// <summary>True when <see cref="Extend"/>, once or several times, makes this model of another one; also of itself.</summary>
    /// <param name="before">The other model.</param>
    public bool IsExtensionOf(MachineModel before)
    {
        ArgumentNullException.ThrowIfNull(before);

        // the pods are made once for a run and handed on
        return ReferenceEquals(Pods, before.Pods) && ScenarioExtension.Holds(before.Scenario, Scenario);
    }

    private static (int[] OfDevice, int[][] OfDriver) MatchWords(Scenario scenario)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        return (
            [.. scenario.Devices.Select(d => WordNumber(words, d.Match))],
            [.. scenario.Drivers.Select(d => d.Match.Select(w => WordNumber(words, w)).Distinct().Order().ToArray())]);
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
