namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>A rule that a trace breaks.</summary>
/// <param name="Rule">The rule, as a sentence.</param>
/// <param name="What">What breaks it.</param>
internal sealed record Violation(string Rule, string What)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Rule}: {What}";
}
