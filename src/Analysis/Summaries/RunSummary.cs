using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Summaries;

/// <summary>What a run comes to, on one page. All times are virtual nanoseconds.</summary>
public sealed record RunSummary
{
    /// <summary>What it was a run of.</summary>
    public required RunHeader Header { get; init; }

    /// <summary>How it ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>NUMA nodes of the machine.</summary>
    public required int Nodes { get; init; }

    /// <summary>Devices of the scenario.</summary>
    public required int Devices { get; init; }

    /// <summary>Drivers of the scenario.</summary>
    public required int Drivers { get; init; }

    /// <summary>From the first device or driver added to the end of the last probe; null when nothing was probed.</summary>
    public long? MakespanNs { get; init; }

    /// <summary>Probes that ended.</summary>
    public int Probes { get; init; }

    /// <summary>Most probes at the same time.</summary>
    public int MaxConcurrent { get; init; }

    /// <summary>Probes that ended after the last call of the scenario's threads had returned.</summary>
    public int Unfinished { get; init; }

    /// <summary>Probes of devices with a node of this machine that ended on a CPU of another node.</summary>
    public int EndedOffNode { get; init; }

    /// <summary>Where the time went.</summary>
    public TimeShares Times { get; init; }

    /// <summary>Share of the probes of devices with a node of this machine that started on that node; null when there were none.</summary>
    public double? OnNodePercent { get; init; }

    /// <summary>What access to memory of other nodes cost more than to own memory.</summary>
    public long RemoteNs { get; init; }

    /// <summary>Devices bound at the end.</summary>
    public int Bound { get; init; }

    /// <summary>Devices present and not bound at the end, deferred and failed ones among them.</summary>
    public int Unbound { get; init; }

    /// <summary>Devices on the deferred list at the end.</summary>
    public int Deferred { get; init; }

    /// <summary>Devices that are neither bound nor deferred at the end because their last probe returned an error.</summary>
    public int Failed { get; init; }

    /// <summary>Threads that wait for ever.</summary>
    public int Blocked { get; init; }

    /// <summary>What to look at.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Kernel names that devices had at the end, in the order they were given.</summary>
    public IReadOnlyList<GivenName> Names { get; init; } = [];

    /// <summary>The longest waits, longest first.</summary>
    public IReadOnlyList<LongWait> LongestWaits { get; init; } = [];

    /// <summary>Driver of each device that was present at the end, by name; null for none.</summary>
    public IReadOnlyDictionary<string, string?> BoundTo { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
