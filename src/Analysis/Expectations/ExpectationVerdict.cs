using NumaProbe.Shared.Scenarios;

namespace NumaProbe.Analysis.Expectations;

/// <summary>Whether one expectation of a scenario holds.</summary>
/// <param name="Expectation">What was expected.</param>
/// <param name="Holds">It does.</param>
/// <param name="Text">What was expected and what came, for people.</param>
public sealed record ExpectationVerdict(Expectation Expectation, bool Holds, string Text);
