namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>One wrong decision of the protocol: what stands in the source, and what is put there instead.</summary>
/// <param name="File">The file, under src/Cluster.</param>
/// <param name="Right">What stands there, once.</param>
/// <param name="Wrong">What is put there.</param>
internal sealed record PlantedBug(string File, string Right, string Wrong)
{
    /// <summary>What goes wrong together with it, or null.</summary>
    internal PlantedBug? And { get; init; }
}
