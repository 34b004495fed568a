namespace NumaProbe.Cluster.Control;

/// <summary>A cluster at one moment, for people and health checks; never part of a result.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="IsLeader">This process leads; a standby knows nothing else.</param>
/// <param name="Term">Number of the leadership.</param>
/// <param name="Hosts">Node hosts that are heard from.</param>
/// <param name="MissingNodes">Nodes of the present run that no host has.</param>
/// <param name="Run">The present run or the last one, or null before the first.</param>
public sealed record ClusterStatus(
    string Cluster, bool IsLeader, long Term, IReadOnlyList<HostStatus> Hosts, IReadOnlyList<int> MissingNodes, RunState? Run)
{
    /// <summary>Every process that the membership knows.</summary>
    public IReadOnlyList<MemberState> Members { get; init; } = [];

    /// <summary>Leads, and every node of the present run has a host.</summary>
    public bool IsReady => IsLeader && MissingNodes.Count == 0;
}
