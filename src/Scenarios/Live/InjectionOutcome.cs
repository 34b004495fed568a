namespace NumaProbe.Scenarios.Live;

/// <summary>A fragment was accepted, or it would have passed a bound and nothing has changed. Exactly one of the two.</summary>
/// <param name="Injection">What was accepted, or null.</param>
/// <param name="Refusal">For people: what, why, what to do next; or null.</param>
public sealed record InjectionOutcome(Injection? Injection, string? Refusal);
