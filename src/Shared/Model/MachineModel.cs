using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
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
    private readonly ImmutableHashSet<string> _pciBuses;
    private readonly Dictionary<string, int> _deviceNumbers;
    private readonly Dictionary<string, int> _driverNumbers;
    private readonly Dictionary<string, int> _words;
    private readonly int[] _matchWordOfDevice;
    private readonly int[][] _wordsOfDriver;

    /// <summary>Derives the model.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="generation">The kernel generation.</param>
    /// <param name="seed">Seed of everything drawn.</param>
    public MachineModel(Scenario scenario, KernelGeneration generation, ulong seed)
        : this(scenario, generation, seed, before: null)
    {
    }

    private MachineModel(Scenario scenario, KernelGeneration generation, ulong seed, MachineModel? before)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(generation);
        Scenario = scenario;
        Generation = generation;
        Seed = seed;
        CommandLine = before?.CommandLine ?? KernelCommandLine.Parse(scenario.Kernel.CommandLine);
        Housekeeping = before?.Housekeeping ?? new Housekeeping(CommandLine, generation, scenario.Topology);
        Pods = before?.Pods ?? new PodMap(
            scenario.Topology, CommandLine.AffinityScope(generation), scenario.Kernel.UnboundCpus.IsEmpty ? Housekeeping.UnboundCpus : scenario.Kernel.UnboundCpus);
        _nodeOfCpu = before?._nodeOfCpu ?? scenario.Topology.NodeOfCpu();
        BusNumbers = before?.BusNumbers ?? Number(null, scenario.Buses, b => b.Name);
        _pciBuses = before?._pciBuses ?? [.. scenario.Buses.Where(b => b.Kind == BusKind.Pci).Select(b => b.Name)];
        _deviceNumbers = Number(before?._deviceNumbers, scenario.Devices, d => d.Name);
        _driverNumbers = Number(before?._driverNumbers, scenario.Drivers, d => d.Name);
        LockNumbers = before?.LockNumbers ?? Number(null, BuiltInLocks.Of(scenario), l => l);
        var classes = NamingClasses.Of(scenario);
        Naming = before?.Naming ?? [.. classes.Select(c => c.In(generation))];
        NamingNumbers = before?.NamingNumbers ?? Number(null, classes, c => c.Name);
        BootsInScenario = scenario.Events.Any(e => e.Operation == EventOperation.LateInitcall);
        GivesNames = !NamingClasses.UsedBy(scenario).IsEmpty;
        Rules = (before?.Rules ?? ProbeRules.None).Append(
            scenario.Probes.AsSpan()[(before?.Scenario.Probes.Length ?? 0)..], _deviceNumbers, [.. scenario.Drivers.Select(d => d.Name)]);
        _words = before is null ? new(StringComparer.Ordinal) : new(before._words, StringComparer.Ordinal);
        int[] wordOfDevice = before?._matchWordOfDevice ?? [];
        int[][] wordsOfDriver = before?._wordsOfDriver ?? [];
        _matchWordOfDevice = [.. wordOfDevice, .. scenario.Devices.Skip(wordOfDevice.Length).Select(d => WordNumber(_words, d.Match))];
        _wordsOfDriver =
            [.. wordsOfDriver, .. scenario.Drivers.Skip(wordsOfDriver.Length).Select(d => d.Match.Select(w => WordNumber(_words, w)).Distinct().Order().ToArray())];
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

    /// <summary>CPUs that the command line leaves to the kernel's own work.</summary>
    public Housekeeping Housekeeping { get; }

    /// <summary>Pools of unbound workers.</summary>
    public PodMap Pods { get; }

    /// <summary>Probe bodies.</summary>
    public ProbeRules Rules { get; }

    /// <summary>Number of each device by name.</summary>
    public IReadOnlyDictionary<string, int> DeviceNumbers => _deviceNumbers;

    /// <summary>Number of each driver by name.</summary>
    public IReadOnlyDictionary<string, int> DriverNumbers => _driverNumbers;

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

    /// <summary>The scenario has the late initcall as an event: until then nothing deferred is triggered. Else the machine was up from the start.</summary>
    public bool BootsInScenario { get; }

    /// <summary>Naming classes of which a driver's probe of a device takes a number.</summary>
    /// <param name="device">Number of the device.</param>
    /// <param name="driver">Number of the driver.</param>
    public IEnumerable<int> NamingOf(int device, int driver) =>
        ProbeSteps.All(Rules.Find(device, driver)).OfType<IndexStep>().Select(step => NamingNumbers[step.Class]).Distinct();

    /// <summary>Number of NUMA nodes.</summary>
    public int NodeCount => Scenario.Topology.Nodes.Length;

    /// <summary>The node of a CPU, or -1.</summary>
    public int NodeOfCpu(int cpu) => (uint)cpu < (uint)_nodeOfCpu.Length ? _nodeOfCpu[cpu] : MachineTopology.NoNode;

    /// <summary>True when the node exists in the machine.</summary>
    public bool NodeExists(int node) => (uint)node < (uint)NodeCount;

    /// <summary>PCI's own probe calls the driver's for the device: its bus is PCI, and the generation's PCI places probes (pci_device_probe()).</summary>
    /// <param name="device">Number of the device.</param>
    public bool IsProbedByPci(int device) =>
        !_pciBuses.IsEmpty && Generation.PciPlacement != PciPlacement.None && _pciBuses.Contains(Scenario.Devices[device].Bus);

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
        return new MachineModel(scenario, Generation, Seed, this);
    }

    /// <summary>True when <see cref="Extend"/>, once or several times, makes this model of another one; also of itself.</summary>
    /// <param name="before">The other model.</param>
    public bool IsExtensionOf(MachineModel before)
    {
        ArgumentNullException.ThrowIfNull(before);

        // the pods are made once for a run and handed on
        return ReferenceEquals(Pods, before.Pods) && ScenarioExtension.Holds(before.Scenario, Scenario);
    }

    private static int WordNumber(Dictionary<string, int> words, string word)
    {
        if (!words.TryGetValue(word, out var number))
        {
            words[word] = number = words.Count;
        }

        return number;
    }

    private static Dictionary<string, int> Number<T>(Dictionary<string, int>? before, ImmutableArray<T> items, Func<T, string> name)
    {
        if (before?.Count == items.Length)
        {
            return before;
        }

        var numbers = before is null ? new Dictionary<string, int>(items.Length, StringComparer.Ordinal) : new(before, StringComparer.Ordinal);
        for (var i = before?.Count ?? 0; i < items.Length; i++)
        {
            numbers[name(items[i])] = i;
        }

        return numbers;
    }
}
