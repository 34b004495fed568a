namespace NumaProbe.Shared;

/// <summary>
/// Bounds of a scenario file. Each protects the machine that loads a file from a stranger; reaching one is a problem
/// with a position, never an exception. Scenarios built in code should keep them too.
/// </summary>
public static class ScenarioLimits
{
    /// <summary>Most bytes of a scenario in YAML (or in JSON of the same shape).</summary>
    public const int FileBytes = 4 << 20;

    /// <summary>Most bytes of a fragment, which is injected into a run.</summary>
    public const int FragmentBytes = 1 << 18;

    /// <summary>Most bytes of a recording.</summary>
    public const int RecordingBytes = 16 << 20;

    /// <summary>Deepest nesting of mappings and lists.</summary>
    public const int Depth = 32;

    /// <summary>Most values and keys of a scenario file.</summary>
    public const int DocumentNodes = 500_000;

    /// <summary>Most values and keys of a recording.</summary>
    public const int RecordingNodes = 2_000_000;

    /// <summary>Most devices, templates expanded; also most rules for probes.</summary>
    public const int Devices = 1_000_000;

    /// <summary>Most suppliers of all devices together, templates expanded.</summary>
    public const int SupplierLinks = 2_000_000;

    /// <summary>Most buses, modules and drivers, each.</summary>
    public const int Drivers = 100_000;

    /// <summary>Most NUMA nodes (MAX_NUMNODES of the largest kernel configurations).</summary>
    public const int Nodes = 1024;

    /// <summary>Most CPUs, and one more than the highest CPU number (NR_CPUS of the largest kernel configurations).</summary>
    public const int Cpus = 8192;

    /// <summary>Most events, templates expanded.</summary>
    public const int Events = 2_000_000;

    /// <summary>Most expectations, templates expanded.</summary>
    public const int Expectations = 1_000_000;

    /// <summary>Most kernel threads.</summary>
    public const int Threads = 1024;

    /// <summary>Most steps of one rule, <c>before</c>, <c>steps</c> and <c>after</c> together.</summary>
    public const int ProbeSteps = 1000;

    /// <summary>Most steps of all rules together, templates expanded.</summary>
    public const int AllProbeSteps = 2_000_000;

    /// <summary>Most parts of one parallel step.</summary>
    public const int ParallelParts = 256;

    /// <summary>Most locks of the machine.</summary>
    public const int Locks = 1024;

    /// <summary>Most naming classes of a scenario, and most fixed numbers of one.</summary>
    public const int NamingClasses = 1024;

    /// <summary>Most regions of persistent memory: the provider's probe registers each.</summary>
    public const int Regions = 512;

    /// <summary>Most namespaces of a region: its probe registers each.</summary>
    public const int NamespacesOfRegion = 512;

    /// <summary>Largest number of a naming class.</summary>
    public const int Index = 1_000_000;

    /// <summary>Most tries that fail before the first that does not, and the latest try that a case names.</summary>
    public const int Tries = 1_000_000;

    /// <summary>Largest limit of asynchronous functions on a node.</summary>
    public const int AsyncMaxActive = 1_000_000;

    /// <summary>Most cases of a probe's result.</summary>
    public const int ResultCases = 64;

    /// <summary>Most characters of a name or match word.</summary>
    public const int NameLength = 128;

    /// <summary>Longest duration, nanoseconds: ten days, after which a run ends.</summary>
    public const long DurationNs = 864_000_000_000_000;

    /// <summary>Largest size, bytes: 1024 TiB.</summary>
    public const long SizeBytes = 1L << 50;

    /// <summary>Largest distance in a SLIT; 255 means unreachable there, and is refused.</summary>
    public const int Distance = 254;

    /// <summary>Most problems kept in a result.</summary>
    public const int KeptProblems = 10_000;

    /// <summary>Most problems printed.</summary>
    public const int PrintedProblems = 200;
}
