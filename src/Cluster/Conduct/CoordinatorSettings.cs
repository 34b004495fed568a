using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Conduct;

/// <summary>What a coordinator is told when it starts.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Address">Where the coordinator's mail goes; the same for every process that may lead.</param>
/// <param name="Version">Version of the program: that of the emulated model, which hosts must have too, and what run folders name.</param>
public sealed record CoordinatorSettings(string Cluster, string Address, string Version)
{
    /// <summary>Bounds of its runs.</summary>
    public RunLimits Limits { get; init; } = RunLimits.Default;
}
