using NumaProbe.Shared;

namespace NumaProbe.Cluster.Conduct;

/// <summary>Bounds of a coordinator. Reaching one is an outcome with a name, never a loss.</summary>
public static class ConductBounds
{
    /// <summary>Largest scenario of a run in a cluster, bytes: it travels with every assignment.</summary>
    public const int MaxScenarioBytes = 4 << 20;

    /// <summary>Largest fragment, bytes.</summary>
    public const int MaxFragmentBytes = ScenarioLimits.FragmentBytes;

    /// <summary>Most bytes of all fragments of a run: they travel with every assignment.</summary>
    public const int MaxFragmentsBytes = 4 << 20;

    /// <summary>Most injections of a run.</summary>
    public const int MaxInjections = 2_000;

    /// <summary>Most injections that wait to be stamped.</summary>
    public const int MaxWaitingInjections = 64;

    /// <summary>Most callers that wait for the end of a run.</summary>
    public const int MaxWaitingFinishers = 64;

    /// <summary>Most processes remembered, the fenced ones included.</summary>
    public const int MaxProcesses = 4096;

    /// <summary>Most trace events of a run in a cluster, about 700 MB.</summary>
    public const int MaxTraceEvents = 8_000_000;

    /// <summary>Longest name or address of a host, name of a file, and idempotency key.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Windows of the coordinator's own partition before mail is looked at again.</summary>
    public const int MaxLocalWindows = 64;

    /// <summary>A high-water mark that cannot be written is tried again so many times, once a second; then the run fails.</summary>
    public const int MaxMarkRetries = 10;
}
