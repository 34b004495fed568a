using System.Collections.Immutable;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>What follows from a scenario and a generation, derived here anew from what is known of the kernel.</summary>
internal sealed class RunFacts
{
    private const int LongestList = 255;
    private const string AsyncList = "driver_async_probe=";

    private readonly int[] _nodeOfPool;
    private readonly HashSet<int> _isolated;
    private HashSet<int> _keptFromWorkers = [];
    private readonly string _name;
    private readonly bool _hasList;
    private readonly bool _hasStar;

    internal RunFacts(Scenario scenario, KernelGeneration generation)
    {
        Scenario = scenario;
        _name = generation.Name;
        var name = _name;
        IsOld = name is not ("v6.12" or "rfc-2026");
        HasNodeHint = name is not ("v4.19" or "rfc-2018");
        MayProbeRemoved = name is "v4.19" or "rfc-2018" or "v5.1";
        _hasList = !MayProbeRemoved;
        _hasStar = _hasList && name != "v5.15";
        CpusOfNode = [.. scenario.Topology.Nodes.Select(n => n.Cpus)];
        var cpus = CpusOfNode.Sum(c => c.Length);
        AsyncLimit = scenario.Kernel.AsyncMaxActive ?? (IsOld ? Math.Max(512, 4 * cpus) : 256);
        _isolated = Isolated();
        IsAsync = [.. scenario.Drivers.Select(IsAsynchronous)];
        _nodeOfPool = [.. scenario.Topology.Nodes.SelectMany(n => PoolsOf(n.Cpus, n.Caches).Select(_ => n.Id))];
    }

    internal Scenario Scenario { get; }

    /// <summary>6.1 and older: workers are held on their node.</summary>
    internal bool IsOld { get; }

    /// <summary>5.1 and later: asynchronous probes are queued near the device's node.</summary>
    internal bool HasNodeHint { get; }

    /// <summary>5.1 and older: a device that is being removed may be probed.</summary>
    internal bool MayProbeRemoved { get; }

    /// <summary>Most asynchronous functions running at once on a node.</summary>
    internal int AsyncLimit { get; }

    /// <summary>Whether each driver is probed asynchronously.</summary>
    internal ImmutableArray<bool> IsAsync { get; }

    /// <summary>The kernel can do that wrong.</summary>
    internal bool CanFind(FindingKind kind) => kind switch
    {
        FindingKind.LostMatch => _name is "rfc-2018" or "v5.1" or "v5.15",
        FindingKind.PassedOverMatch => _name is "v6.1" or "v6.12" or "rfc-2026",
        FindingKind.NullDriver or FindingKind.ForeignDriverData or FindingKind.ClobberedDriverData => _name is "rfc-2018",
        FindingKind.DriverUseAfterFree or FindingKind.ProbeOfRemovedDevice or FindingKind.FlushUnderLock => _name is "v4.19" or "rfc-2018",
        FindingKind.WalkCutShort or FindingKind.InlineUnderLock or FindingKind.AttachOfRemovedDevice => MayProbeRemoved,
        _ => true,
    };

    /// <summary>CPUs of each node.</summary>
    internal ImmutableArray<ImmutableArray<int>> CpusOfNode { get; }

    /// <summary>Node of a CPU, or -1.</summary>
    internal int NodeOf(int cpu)
    {
        for (var node = 0; node < CpusOfNode.Length; node++)
        {
            if (CpusOfNode[node].Contains(cpu))
            {
                return node;
            }
        }

        return -1;
    }

    /// <summary>Node of a pool of workers; -1 for the pool of all CPUs.</summary>
    internal int NodeOfPool(long pool) => pool < _nodeOfPool.Length ? _nodeOfPool[pool] : -1;

    /// <summary>Unbound workers may run on the CPU.</summary>
    internal bool MayRunUnbound(int cpu) => Scenario.Kernel.UnboundCpus.IsEmpty ? !_keptFromWorkers.Contains(cpu) : Scenario.Kernel.UnboundCpus.Contains(cpu);

    /// <summary>A PCI probe may be placed on the CPU.</summary>
    internal bool MayProbePci(int cpu) => _name is "v4.19" or "rfc-2018" or "v5.1" || !_isolated.Contains(cpu);

    /// <summary>PCI places the probe of the device.</summary>
    internal bool IsPlacedByPci(int device) =>
        _name != "rfc-2026" && Scenario.Buses.Single(b => b.Name == Scenario.Devices[device].Bus).Kind == BusKind.Pci;

    /// <summary>The device's bus takes the parent's lock for binding.</summary>
    internal bool NeedsParentLock(int device) =>
        Scenario.Buses.Single(b => b.Name == Scenario.Devices[device].Bus).NeedParentLock;

    // 6.1 and older have a pool a node, later kernels one a last-level cache; without an allowed CPU there is none
    private IEnumerable<ImmutableArray<int>> PoolsOf(ImmutableArray<int> cpus, ImmutableArray<ImmutableArray<int>> caches) =>
        (IsOld ? [cpus] : caches).Where(pool => pool.Any(MayRunUnbound));

    // the generator gives plain numbers or a range that is all CPUs or wrong; isolcpus=nohz alone keeps neither domains nor workers off
    private HashSet<int> Isolated()
    {
        var all = CpusOfNode.SelectMany(c => c).ToList();
        var sets = new List<HashSet<int>>();
        foreach (var parameter in Scenario.Kernel.CommandLine.Split(' '))
        {
            var isDomain = parameter.StartsWith("isolcpus=", StringComparison.Ordinal);
            if ((!isDomain && !parameter.StartsWith("nohz_full=", StringComparison.Ordinal)) || parameter.Contains("=nohz,", StringComparison.Ordinal))
            {
                continue;
            }

            var list = parameter[(parameter.IndexOf('=', StringComparison.Ordinal) + 1)..];
            var cpus = list switch { "3-1" or "" => [], _ when list.Contains('-', StringComparison.Ordinal) => all.ToHashSet(), _ => list.Split(',').Select(int.Parse).ToHashSet() };
            if (all.TrueForAll(cpus.Contains))
            {
                cpus.Remove(all.Where(cpu => !Scenario.Topology.OfflineCpus.Contains(cpu)).Min());
            }

            // one mask for all up to 5.17
            if (cpus.Count > 0 && (sets.Count == 0 || _name is "v6.1" or "v6.12" or "rfc-2026" || sets[0].SetEquals(cpus)))
            {
                sets.Add(cpus);
            }
        }

        var isolated = sets.SelectMany(s => s).ToHashSet();

        // no CPU left by both: workers keep to the later parameter, nohz_full, which is about them
        _keptFromWorkers = all.TrueForAll(isolated.Contains) ? sets[^1] : isolated;
        return isolated;
    }

    // the generator knows one release only
    private bool IsAsynchronous(DriverSpec driver)
    {
        if (driver.AsyncSince == "v6.12" && !IsOld)
        {
            return true;
        }

        if (driver.ProbeType != ProbeType.Default)
        {
            return driver.ProbeType == ProbeType.PreferAsynchronous;
        }

        var list = Scenario.Kernel.CommandLine.Split(' ').LastOrDefault(p => p.StartsWith(AsyncList, StringComparison.Ordinal))?[AsyncList.Length..] ?? "";
        list = _hasList ? list : "";
        var names = list[..Math.Min(list.Length, LongestList)].Split(',');
        return (_hasStar && names.Contains("*")) != names.Contains(driver.Name)
            || (driver.Module is { } module ? Scenario.Modules.Single(m => m.Name == module).AsyncProbe == true : Scenario.Kernel.ModuleAsyncProbe);
    }
}
