namespace NumaProbe.Shared.Topology;

/// <summary>How CPUs are grouped into pods, each with a pool of unbound workers (kernel/workqueue.c).</summary>
public enum AffinityScope
{
    /// <summary>One pod a CPU.</summary>
    Cpu,

    /// <summary>One pod a last-level cache (the default since 6.6).</summary>
    Cache,

    /// <summary>One pod a NUMA node (all there was up to 6.4).</summary>
    Numa,

    /// <summary>One pod for the machine.</summary>
    System,
}
