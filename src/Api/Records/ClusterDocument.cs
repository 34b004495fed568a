namespace NumaProbe.Api.Records;

/// <summary>How the cluster is now.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="IsLeader">The process that answered leads; a standby knows nothing else.</param>
/// <param name="IsReady">It leads, and every node of the present run has a host.</param>
/// <param name="Term">Number of the leadership.</param>
/// <param name="Hosts">Processes that hold nodes.</param>
/// <param name="MissingNodes">Nodes of the present run that no host has.</param>
/// <param name="Members">Every process that the cluster's membership knows.</param>
/// <param name="Run">The present run or the last one, or null before the first.</param>
public sealed record ClusterDocument(
    string Cluster, bool IsLeader, bool IsReady, long Term, IReadOnlyList<HostDocument> Hosts, IReadOnlyList<int> MissingNodes,
    IReadOnlyList<MemberDocument> Members, RunDocument? Run)
    : ApiDocument("ClusterStatus");

/// <summary>A process as the cluster's membership knows it.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Roles">What it is: <c>coordinator</c> or <c>numa-node</c>.</param>
/// <param name="Status"><c>joining</c>, <c>weakly-up</c>, <c>up</c>, <c>leaving</c>, <c>exiting</c>, <c>down</c> or <c>removed</c>.</param>
/// <param name="IsReachable">It answers heartbeats.</param>
public sealed record MemberDocument(string Address, IReadOnlyList<string> Roles, string Status, bool IsReachable);

/// <summary>A process that holds nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">Nodes it offers.</param>
/// <param name="SilentForMs">Milliseconds of wall time since it was last heard from.</param>
public sealed record HostDocument(string Name, IReadOnlyList<int> Nodes, long SilentForMs);

/// <summary>The process is alive, or ready to take work.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthDocument(string Status)
    : ApiDocument("Health");

/// <summary>Versions of the program and its formats.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="TraceSchema">Name and version of the trace's format.</param>
public sealed record VersionDocument(string Version, string TraceSchema)
    : ApiDocument("Version");
