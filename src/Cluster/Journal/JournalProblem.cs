namespace NumaProbe.Cluster.Journal;

/// <summary>Why a journal did not do what it was asked.</summary>
/// <param name="Kind">What sort of problem.</param>
/// <param name="Message">For people: what, why, what to do next.</param>
public sealed record JournalProblem(JournalProblemKind Kind, string Message);
