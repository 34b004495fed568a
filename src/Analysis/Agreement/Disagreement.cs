namespace NumaProbe.Analysis.Agreement;

/// <summary>One difference between a run and the recorded kernel.</summary>
/// <param name="Rule">Rule that was broken.</param>
/// <param name="What">What it is about, for people.</param>
/// <param name="Recorded">What the kernel did.</param>
/// <param name="Run">What the run did.</param>
/// <param name="DecidedBy">The numbered statement about the kernel that decides the matter.</param>
public sealed record Disagreement(AgreementRule Rule, string What, string Recorded, string Run, string DecidedBy);
