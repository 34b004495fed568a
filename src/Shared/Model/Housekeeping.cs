using System.Collections.Immutable;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Model;

/// <summary>
/// The CPUs that the command line leaves to the kernel's own work (housekeeping_setup() of kernel/sched/isolation.c): isolcpus= takes CPUs
/// out of the scheduler's domains, nohz_full= keeps unbound work away from them. A second parameter must name the same CPUs; from 5.18 on only
/// where both decide the same. What is wrong is warned of and ignored. Derived once; never changes in a run.
/// </summary>
public sealed class Housekeeping
{
    private const int Domain = 1;
    private const int WorkQueue = 2;
    private const int Tick = 4;
    private const int ManagedIrq = 8;

    private readonly ImmutableArray<int> _cpus;
    private readonly int _bootCpu;
    private readonly bool _hasMaskOfEachKind;
    private readonly bool _skipsUnknownFlags;
    private readonly Dictionary<int, ImmutableHashSet<int>> _isolated = [];
    private readonly List<WarningKind> _warnings = [];
    private readonly HashSet<int> _included;

    /// <summary>Reads the parameters in their order.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="generation">The generation.</param>
    /// <param name="topology">The machine.</param>
    public Housekeeping(KernelCommandLine commandLine, KernelGeneration generation, MachineTopology topology)
    {
        ArgumentNullException.ThrowIfNull(commandLine);
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(topology);
        _cpus = [.. topology.Nodes.SelectMany(n => n.Cpus).Order()];
        _bootCpu = _cpus.First(cpu => !topology.OfflineCpus.Contains(cpu));
        _hasMaskOfEachKind = generation.HousekeepingMaskOfEachKind;
        _skipsUnknownFlags = generation.SkipsUnknownIsolationFlags;
        foreach (var (parameter, value) in commandLine.Isolation)
        {
            if (parameter is "nohz_full")
            {
                Set(WorkQueue | Tick, value);
            }
            else if (Flags(value) is var (kinds, list))
            {
                Set(kinds, list);
            }
        }

        // HK_TYPE_WQ and HK_TYPE_DOMAIN: where one mask serves all kinds, it is the one that either set
        var taken = Isolated(Domain).Union(Isolated(WorkQueue));
        Cpus = [.. _cpus.Where(cpu => !taken.Contains(cpu))];
        _included = [.. Cpus];

        // restrict_unbound_cpumask(): "leaves no CPU, ignoring"
        UnboundCpus = Cpus.IsEmpty ? [.. _cpus.Where(cpu => !Isolated(WorkQueue).Contains(cpu))] : Cpus;
    }

    /// <summary>CPUs that are isolated neither from the scheduler's domains nor from unbound work, ascending.</summary>
    public ImmutableArray<int> Cpus { get; }

    /// <summary>The CPUs that unbound workers may use at boot, ascending; never empty.</summary>
    public ImmutableArray<int> UnboundCpus { get; }

    /// <summary>True for one of <see cref="Cpus"/>.</summary>
    /// <param name="cpu">A CPU.</param>
    public bool Includes(int cpu) => _included.Contains(cpu);

    /// <summary>What the kernel warns of at boot, in order.</summary>
    public IReadOnlyList<WarningKind> Warnings => _warnings;

    /// <summary>housekeeping_isolcpus_setup(): the flags before the list. Null when one of them makes the kernel ignore the parameter.</summary>
    private (int Kinds, string List)? Flags(string value)
    {
        var kinds = 0;
        var rest = value;
        while (rest.Length > 0 && char.IsAsciiLetter(rest[0]))
        {
            var comma = rest.IndexOf(',', StringComparison.Ordinal);
            var flag = comma < 0 ? rest : rest[..comma];
            var kind = flag switch { "nohz" => Tick, "domain" => Domain, "managed_irq" when _skipsUnknownFlags => ManagedIrq, _ => 0 };
            kinds |= kind;
            if (kind == 0 || comma < 0)
            {
                _warnings.Add(WarningKind.UnknownIsolationFlag);
                if (!_skipsUnknownFlags || flag.Any(c => !char.IsAsciiLetter(c) && c != '_'))
                {
                    return null;
                }
            }

            rest = comma < 0 ? "" : rest[(comma + 1)..];
        }

        return (kinds == 0 ? Domain : kinds, rest);
    }

    /// <summary>housekeeping_setup().</summary>
    private void Set(int kinds, string list)
    {
        if (CpuListText.Parse(list) is not { } isolated)
        {
            _warnings.Add(WarningKind.BadIsolatedCpus);
            return;
        }

        if (_cpus.All(isolated.Contains))
        {
            _warnings.Add(WarningKind.NoHousekeepingCpu);
            isolated = isolated.Remove(_bootCpu);
        }

        if (isolated.IsEmpty)
        {
            return;
        }

        var known = _hasMaskOfEachKind ? _isolated.Where(i => (i.Key & kinds) != 0).Select(i => i.Value) : _isolated.Values;
        if (known.Any(before => !_cpus.All(cpu => before.Contains(cpu) == isolated.Contains(cpu))))
        {
            _warnings.Add(WarningKind.IsolationMismatch);
            return;
        }

        foreach (var kind in new[] { Domain, WorkQueue, Tick, ManagedIrq }.Where(kind => (kinds & kind) != 0))
        {
            _isolated.TryAdd(kind, isolated);
        }
    }

    private ImmutableHashSet<int> Isolated(int kind) => _isolated.GetValueOrDefault(kind) ?? [];
}
