namespace NumaProbe.Cluster.Journal;

/// <summary>What opening a journal gave: its content, or why it could not be opened. Exactly one of the two.</summary>
/// <param name="Content">What is in it; null when it could not be opened.</param>
/// <param name="Problem">Why it could not be opened; null when it could.</param>
public sealed record JournalOpening(JournalContent? Content, JournalProblem? Problem);
