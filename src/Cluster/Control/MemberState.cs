namespace NumaProbe.Cluster.Control;

/// <summary>A process as the cluster's membership knows it; for people, never part of a decision.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Roles">What it is: <c>coordinator</c> or <c>numa-node</c>.</param>
/// <param name="Status"><c>joining</c>, <c>weakly-up</c>, <c>up</c>, <c>leaving</c>, <c>exiting</c>, <c>down</c> or <c>removed</c>.</param>
/// <param name="IsReachable">It answers heartbeats.</param>
public sealed record MemberState(string Address, IReadOnlyList<string> Roles, string Status, bool IsReachable);
