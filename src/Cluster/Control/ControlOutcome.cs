namespace NumaProbe.Cluster.Control;

/// <summary>An answer of the coordinator: the thing asked for, or why not. Exactly one of the two.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">The thing; null when refused.</param>
/// <param name="Refusal">Why not; null when done.</param>
public sealed record ControlOutcome<T>(T? Value, ControlRefusal? Refusal)
    where T : class;
