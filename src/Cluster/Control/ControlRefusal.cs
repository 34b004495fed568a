namespace NumaProbe.Cluster.Control;

/// <summary>Why the coordinator did not do what was asked.</summary>
/// <param name="Kind">What sort of refusal.</param>
/// <param name="Message">For people: what, why, what to do next.</param>
/// <param name="Problems">Problems of an invalid scenario or fragment, each with its place; else empty.</param>
public sealed record ControlRefusal(ControlRefusalKind Kind, string Message, IReadOnlyList<string> Problems);
