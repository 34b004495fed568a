namespace NumaProbe.Processes.Support;

/// <summary>The cluster as the API tells it.</summary>
/// <param name="IsLeader">The process that answered leads.</param>
/// <param name="Term">Number of the leadership.</param>
/// <param name="Hosts">Processes that hold nodes.</param>
/// <param name="Run">The run, or null.</param>
internal sealed record ClusterStatusText(bool IsLeader, long Term, IReadOnlyList<HostText> Hosts, RunProgress? Run);

/// <summary>A process that holds nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SilentForMs">Wall time since it was heard from.</param>
internal sealed record HostText(string Name, long SilentForMs);
