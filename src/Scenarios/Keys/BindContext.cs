using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Keys;

/// <summary>What the binders of one file share: its problems, the readers of values and the names known so far.</summary>
internal sealed class BindContext
{
    /// <summary>Creates the context of a file, or of a fragment of one.</summary>
    /// <param name="problems">Where problems go.</param>
    /// <param name="known">What a fragment is added to; null for a file.</param>
    internal BindContext(ProblemList problems, KnownThings? known = null)
    {
        Problems = problems;
        Known = known;
        Values = new(problems);
        Quantities = new(problems);
        Buses = new("bus", problems, known?.Buses);
        Modules = new("module", problems, known?.Modules);
        Drivers = new("driver", problems, known?.Drivers);
        Devices = new("device", problems, known?.Devices);
        Locks = new("lock", problems, known?.Locks);
        NamingClasses = new("naming class", problems, known?.NamingClasses);
        PciBuses = known is null ? new(StringComparer.Ordinal) : new(known.PciBuses, StringComparer.Ordinal);
        Topology = known?.Topology;
        NodeOfCpu = known?.NodeOfCpu ?? [];
    }

    /// <summary>What a fragment is added to; null for a file.</summary>
    internal KnownThings? Known { get; }

    internal ProblemList Problems { get; }

    internal Values Values { get; }

    internal QuantityValues Quantities { get; }

    internal NameTable Buses { get; }

    internal NameTable Modules { get; }

    internal NameTable Drivers { get; }

    internal NameTable Devices { get; }

    internal NameTable Locks { get; }

    /// <summary>Names of the buses that are PCI.</summary>
    internal HashSet<string> PciBuses { get; }

    internal NameTable NamingClasses { get; }

    /// <summary>Ids of the kernel threads.</summary>
    internal HashSet<int> Threads { get; } = [];

    /// <summary>The machine; null when it could not be read, and checks against it are then left out.</summary>
    internal MachineTopology? Topology { get; set; }

    /// <summary>Node of each CPU of <see cref="Topology"/>, -1 for numbers no node has.</summary>
    internal IReadOnlyList<int> NodeOfCpu { get; set; } = [];

    /// <summary>True when a CPU exists, or the machine is not known.</summary>
    internal bool CpuExists(long cpu) => Topology is null || (cpu >= 0 && cpu < NodeOfCpu.Count && NodeOfCpu[(int)cpu] >= 0);

    /// <summary>Reports a CPU that no node has; true when it exists.</summary>
    internal bool CheckCpu(long cpu, Mark mark)
    {
        if (CpuExists(cpu))
        {
            return true;
        }

        Problems.Add(mark, $"unknown CPU {cpu}", "no node of the topology has it", $"CPUs are {NumberLists.Format(Topology!.Nodes.SelectMany(n => n.Cpus).Order())}");
        return false;
    }
}
