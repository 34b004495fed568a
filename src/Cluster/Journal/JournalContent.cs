namespace NumaProbe.Cluster.Journal;

/// <summary>What a journal holds when it is opened.</summary>
/// <param name="Term">Number of the leadership that begins with this opening, from 1; higher than any before.</param>
/// <param name="Records">Every record in the order in which it was added.</param>
/// <param name="HighWaterNs">The high-water mark of the last run, nanoseconds of virtual time; 0 when none was noted.</param>
public sealed record JournalContent(long Term, IReadOnlyList<JournalRecord> Records, long HighWaterNs);
