using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Journal;

namespace NumaProbe.Cluster.Conduct;

/// <summary>What the journal says of a run after its beginning.</summary>
/// <param name="IsFinishing">It takes no more events.</param>
/// <param name="Finished">How it ended, or null.</param>
/// <param name="Failure">Why what was injected does not fit any more, or null.</param>
internal sealed record RunRecords(bool IsFinishing, RunFinished? Finished, string? Failure)
{
    /// <summary>Reads the records in their order; what was injected becomes part of the machine.</summary>
    internal static RunRecords Take(IEnumerable<JournalRecord> records, int run, Injections injections)
    {
        var taken = new RunRecords(false, null, null);
        foreach (var record in records)
        {
            taken = record switch
            {
                InjectedRecord injected when taken.Failure is null && injections.Recover(injected) is { } problem =>
                    taken with { Failure = $"injection {injected.Number} of the journal does not fit: {problem}" },
                FinishingRecord => taken with { IsFinishing = true },
                RunEndedRecord ended => taken with { Finished = new RunFinished(run, ended.End, ended.Folder) },
                _ => taken,
            };
        }

        return taken;
    }
}
