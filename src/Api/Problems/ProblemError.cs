namespace NumaProbe.Api.Problems;

/// <summary>One of several things that are wrong.</summary>
/// <param name="Detail">For people: place, what, why, and what to write instead.</param>
public sealed record ProblemError(string Detail);
