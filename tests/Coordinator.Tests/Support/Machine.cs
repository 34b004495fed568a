using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Coordinator.Tests.Support;

/// <summary>
/// Builds a scenario line by line and runs it: nodes of two CPUs unless said otherwise, one thread on CPU 0, the bus
/// <c>platform</c>. Events belong to the thread and time named before them. Owns the numbering of events and operations only.
/// </summary>
internal sealed class Machine
{
    internal const long Ms = 1_000_000;

    private readonly ImmutableArray<NumaNode> _nodes;
    private readonly List<BusSpec> _buses = [new("platform")];
    private readonly List<ModuleSpec> _modules = [];
    private readonly List<DriverSpec> _drivers = [];
    private readonly List<DeviceSpec> _devices = [];
    private readonly List<ProbeRule> _probes = [];
    private readonly List<KernelThreadSpec> _threads = [new(0, 0)];
    private readonly List<ScenarioEvent> _events = [];
    private KernelOptions _kernel = KernelOptions.Default;
    private CostModel _costs = CostModel.Default with { SoftAffinityStray = 0 };
    private ImmutableArray<int> _offline = [];
    private DistanceMatrix _distances;
    private int _operations;
    private int _thread;
    private long _atNs;

    private Machine(ImmutableArray<NumaNode> nodes)
    {
        _nodes = nodes;
        _distances = DistanceMatrix.Uniform(nodes.Length);
    }

    /// <summary>Nodes with the same number of CPUs and one cache each.</summary>
    internal static Machine WithNodes(int nodes, int cpusPerNode = 2) =>
        new([.. Enumerable.Range(0, nodes).Select(id => Node(id, [.. Enumerable.Range(id * cpusPerNode, cpusPerNode)]))]);

    /// <summary>Nodes with the caches given: one list of CPUs for each cache; a node without caches has memory only.</summary>
    internal static Machine WithCaches(params int[][][] cachesOfNode) =>
        new([.. cachesOfNode.Select((caches, id) => new NumaNode(
            id, [.. caches.SelectMany(c => c)], [.. caches.Select(c => c.ToImmutableArray())], 1L << 30))]);

    internal Machine Boot(string commandLine)
    {
        _kernel = _kernel with { CommandLine = commandLine };
        return this;
    }

    internal Machine Kernel(Func<KernelOptions, KernelOptions> change)
    {
        _kernel = change(_kernel);
        return this;
    }

    internal Machine Costs(Func<CostModel, CostModel> change)
    {
        _costs = change(_costs);
        return this;
    }

    /// <summary>Rows of the SLIT.</summary>
    internal Machine Distances(params int[][] rows)
    {
        _distances = new([.. rows.Select(row => row.ToImmutableArray())]);
        return this;
    }

    internal Machine OfflineAtStart(params int[] cpus)
    {
        _offline = [.. cpus];
        return this;
    }

    internal Machine Bus(string name, bool needParentLock = false, bool autoprobe = true)
    {
        _buses.RemoveAll(bus => string.Equals(bus.Name, name, StringComparison.Ordinal));
        _buses.Add(new(name, needParentLock, autoprobe));
        return this;
    }

    /// <summary>The bus <c>pci</c>, of type PCI.</summary>
    internal Machine Pci()
    {
        _buses.Add(new("pci", Kind: BusKind.Pci));
        return this;
    }

    /// <summary>PCI devices p0, p1, … one after another on the nodes given.</summary>
    internal Machine PciDevices(params int[] nodes)
    {
        foreach (var node in nodes)
        {
            Device($"p{_devices.Count}", node, bus: "pci");
        }

        return this;
    }

    /// <summary>Makes a device a virtual function of another.</summary>
    internal Machine Physfn(string device, string physicalFunction)
    {
        var at = _devices.FindIndex(d => string.Equals(d.Name, device, StringComparison.Ordinal));
        _devices[at] = _devices[at] with { PhysicalFunction = physicalFunction };
        return this;
    }

    internal Machine Module(string name, bool? asyncProbe = null)
    {
        _modules.Add(new(name, asyncProbe));
        return this;
    }

    /// <summary>A driver for the match words given, with commas between them.</summary>
    internal Machine Driver(string name, ProbeType type, string match = "m", string bus = "platform", string? module = null)
    {
        _drivers.Add(new(name, bus, type, [.. match.Split(',')], module));
        return this;
    }

    internal Machine Async(string name, string match = "m", string bus = "platform") => Driver(name, ProbeType.PreferAsynchronous, match, bus);

    internal Machine Sync(string name, string match = "m", string bus = "platform") => Driver(name, ProbeType.ForceSynchronous, match, bus);

    internal Machine Device(string name, int node = -1, string match = "m", string bus = "platform", string? parent = null, params string[] suppliers)
    {
        _devices.Add(new(name, match, bus, node, parent, [.. suppliers]));
        return this;
    }

    /// <summary>What match() says of a device at first.</summary>
    internal Machine MatchError(string device, int errno, int failFirst)
    {
        var at = _devices.FindIndex(d => string.Equals(d.Name, device, StringComparison.Ordinal));
        _devices[at] = _devices[at] with { MatchError = new ErrorResult(errno, failFirst) };
        return this;
    }

    /// <summary>Queues so many raw jobs that sleep.</summary>
    internal Machine Fill(int jobs, long sleepMs)
    {
        for (var i = 0; i < jobs; i++)
        {
            Do(EventOperation.AsyncJob, string.Create(null, $"0:{sleepMs}"));
        }

        return this;
    }

    /// <summary>Devices d0, d1, … one after another on the nodes given.</summary>
    internal Machine Devices(params int[] nodes)
    {
        foreach (var node in nodes)
        {
            Device($"d{_devices.Count}", node);
        }

        return this;
    }

    /// <summary>A probe that sleeps and then ends as told.</summary>
    internal Machine Probe(string? device = null, string? driver = null, long sleepMs = 0, ProbeResult? result = null, long removeMs = 0) =>
        Body(device, driver, [new WaitStep(sleepMs * Ms)], result: result, removeMs: removeMs);

    /// <summary>A probe of any steps.</summary>
    internal Machine Body(
        string? device, string? driver, ImmutableArray<ProbeStep> work, ImmutableArray<ProbeStep>? before = null,
        ImmutableArray<ProbeStep>? after = null, ProbeResult? result = null, long removeMs = 0)
    {
        _probes.Add(new(device, driver, Numbered(before), Numbered(work), Numbered(after), result ?? new SuccessResult(), removeMs * Ms));
        return this;
    }

    /// <summary>An operation inside a probe.</summary>
    internal static ProbeStep Call(EventOperation operation, string? target = null) => new CallStep(-1, operation, target);

    /// <summary>A further thread; its number is the count of threads before.</summary>
    internal Machine Thread(int cpu)
    {
        _threads.Add(new(_threads.Count, cpu));
        return this;
    }

    /// <summary>Moves thread 0.</summary>
    internal Machine FirstThreadOn(int cpu)
    {
        _threads[0] = new(0, cpu);
        return this;
    }

    internal Machine On(int thread)
    {
        _thread = thread;
        return this;
    }

    internal Machine At(long ms) => AtNs(ms * Ms);

    internal Machine AtNs(long timeNs)
    {
        _atNs = timeNs;
        return this;
    }

    internal Machine Do(EventOperation operation, string? target = null)
    {
        _events.Add(new(_events.Count, _thread, _atNs, operation, target));
        return this;
    }

    internal Machine Add(params string[] devices) => Each(EventOperation.DeviceAdd, devices);

    internal Machine AddAll() => Each(EventOperation.DeviceAdd, _devices.Select(d => d.Name));

    internal Machine Delete(params string[] devices) => Each(EventOperation.DeviceDel, devices);

    internal Machine Register(params string[] drivers) => Each(EventOperation.DriverRegister, drivers);

    internal Machine Unregister(params string[] drivers) => Each(EventOperation.DriverUnregister, drivers);

    internal Scenario Scenario() => new()
    {
        Name = "some",
        Topology = new MachineTopology(_nodes, _distances, _offline),
        Kernel = _kernel,
        Costs = _costs,
        Buses = [.. _buses],
        Modules = [.. _modules],
        Drivers = [.. _drivers],
        Devices = [.. _devices],
        Probes = [.. _probes],
        Threads = [.. _threads],
        Events = [.. _events],
    };

    internal MachineModel Model(string generation, ulong seed = 1) => new(Scenario(), Generation(generation), seed);

    /// <summary>Runs the scenario; the run must end by itself, hanging or not.</summary>
    internal Outcome RunOf(string generation, ulong seed = 1) => Outcome.Of(Scenario(), Generation(generation), seed);

    internal static KernelGeneration Generation(string name) => KernelGenerations.Find(name)!;

    private Machine Each(EventOperation operation, IEnumerable<string> targets)
    {
        foreach (var target in targets)
        {
            Do(operation, target);
        }

        return this;
    }

    private ImmutableArray<ProbeStep> Numbered(ImmutableArray<ProbeStep>? steps) =>
        [.. (steps ?? []).Select(step => step is CallStep call ? call with { Ordinal = _operations++ } : step)];

    private static NumaNode Node(int id, ImmutableArray<int> cpus) => new(id, cpus, [cpus], 1L << 30);
}
