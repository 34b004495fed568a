namespace NumaProbe.Analysis.Agreement;

/// <summary>Which CPUs a recorded machine's nodes had.</summary>
public sealed record RecordedTopology
{
    /// <summary>Nodes.</summary>
    public IReadOnlyList<RecordedNode>? Nodes { get; init; }

    /// <summary>CPUs that were offline from the start.</summary>
    public IReadOnlyList<int>? OfflineCpus { get; init; }
}
