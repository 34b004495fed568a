using NumaProbe.Shared.Model;

namespace NumaProbe.Analysis.Expectations;

/// <summary>Whether one expectation of a scenario holds.</summary>
/// <param name="Expectation">What was expected.</param>
/// <param name="Holds">It does.</param>
/// <param name="Text">What was expected and what came, for people.</param>
public sealed record ExpectationVerdict(Expectation Expectation, bool Holds, string Text)
{
    /// <summary>The number that came; null for a text, and where the run has none.</summary>
    public double? Actual { get; init; }

    /// <summary>How far the run is from the published figure, in per cent of it; null where nothing was published or nothing came.</summary>
    public double? DifferencePercent => Expectation.Published is { } published && Actual is { } actual
        ? 100 * (actual - published.Value) / published.Value
        : null;
}
