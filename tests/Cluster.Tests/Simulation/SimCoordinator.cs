using NumaProbe.Cluster.Conduct;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>A coordinator process.</summary>
internal sealed class SimCoordinator(SimCluster cluster, string address, CoordinatorCore core, SimJournal journal) : SimProcess(address)
{
    internal CoordinatorCore Core => core;

    /// <summary>What it had counted when it was last looked at.</summary>
    internal CoordinatorCounters Counted { get; set; } = core.Counters;

    /// <summary>Its hold on the journal, which its death frees.</summary>
    internal SimJournal Journal => journal;

    protected override long NextTickMs => core.NextTickMs;

    protected override void Tick() => cluster.Call(this, now => core.OnTick(now));
}
