using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Model;

namespace NumaProbe.Cluster.Conduct;

/// <summary>What a coordinator shows at one moment. Immutable, but for the trace, which grows.</summary>
/// <param name="Status">How the cluster is.</param>
/// <param name="Trace">The trace of the present run or the last one; null when there is none in memory.</param>
/// <param name="Scenario">The scenario of the present run or the last one with everything injected; null before the first.</param>
public sealed record ClusterView(ClusterStatus Status, ITraceLog? Trace, Scenario? Scenario);
