namespace NumaProbe.Processes.Support;

/// <summary>The cluster as the API tells it.</summary>
/// <param name="IsLeader">The process that answered leads.</param>
/// <param name="Term">Number of the leadership.</param>
/// <param name="Hosts">Processes that hold nodes.</param>
/// <param name="Members">Processes that the membership knows.</param>
/// <param name="Run">The run, or null.</param>
internal sealed record ClusterStatusText(
    bool IsLeader, long Term, IReadOnlyList<HostText> Hosts, IReadOnlyList<MemberText> Members, RunProgress? Run)
{
    /// <summary>So many processes are members, each of them up and reachable, and no other is left.</summary>
    internal bool AllAreUp(int count) => Members.Count == count && Members.All(member => member is { Status: "up", IsReachable: true });
}

/// <summary>A process that holds nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SilentForMs">Wall time since it was heard from.</param>
internal sealed record HostText(string Name, long SilentForMs);

/// <summary>A process as the membership knows it.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Roles">What it is.</param>
/// <param name="Status">How far it takes part.</param>
/// <param name="IsReachable">It answers heartbeats.</param>
internal sealed record MemberText(string Address, IReadOnlyList<string> Roles, string Status, bool IsReachable);
