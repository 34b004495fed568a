using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Conduct;

/// <summary>What a coordinator is told when it starts.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Version">Version of the program: that of the emulated model, which hosts must have too, and what run folders name.</param>
public sealed record CoordinatorSettings(string Cluster, string Version)
{
    /// <summary>Bounds of its runs.</summary>
    public RunLimits Limits { get; init; } = RunLimits.Default;

    /// <summary>Who carries out the turns of the actors in the coordinator's own partition.</summary>
    public IActorHosts Hosts { get; init; } = BareHosts.Instance;
}
