using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Conduct;

/// <summary>A process as the coordinator knows it in the present term.</summary>
internal sealed class HostEntry(Join join, long ticket)
{
    /// <summary>What it said last.</summary>
    internal Join Join { get; set; } = join;

    /// <summary>Its place in the order of arrival.</summary>
    internal long Ticket { get; } = ticket;

    internal ulong Process => Join.Process;

    internal string Address => Join.Address;

    /// <summary>It has answered its welcome.</summary>
    internal bool IsMember { get; set; }

    /// <summary>Why it may not take part any more, or null.</summary>
    internal string? FencedBecause { get; set; }

    /// <summary>When it was last heard from, milliseconds.</summary>
    internal long HeardMs { get; set; }
}
