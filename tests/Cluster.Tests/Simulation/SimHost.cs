using NumaProbe.Cluster.Hosts;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>A node host process.</summary>
internal sealed class SimHost(SimCluster cluster, int slot, string address, NodeHostCore core) : SimProcess(address)
{
    internal NodeHostCore Core => core;

    internal int Slot => slot;

    protected override long NextTickMs => core.NextTickMs;

    protected override void Tick() => cluster.Call(this, now => core.OnTick(now));
}
