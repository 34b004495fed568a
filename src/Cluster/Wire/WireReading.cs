namespace NumaProbe.Cluster.Wire;

/// <summary>What reading a frame gave: its messages, or why it is none. Exactly one of the two.</summary>
/// <param name="Messages">The messages in the order sent; null when the frame is none.</param>
/// <param name="Problem">Why it is no frame, for a log; null when it is.</param>
public sealed record WireReading(IReadOnlyList<ClusterMessage>? Messages, string? Problem);
