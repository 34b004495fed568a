using NumaProbe.Cluster.Journal;

namespace NumaProbe.Cluster.Conduct;

/// <summary>A journal of which is remembered whether the last write worked, so that an operator hears of a full disk before everything stands still. Adds nothing else.</summary>
/// <param name="journal">The journal.</param>
internal sealed class WatchedJournal(IJournal journal) : IJournal
{
    /// <summary>Why the last write did not work, or null.</summary>
    internal string? Trouble { get; private set; }

    /// <inheritdoc/>
    public JournalOpening Open() => journal.Open();

    /// <inheritdoc/>
    public JournalProblem? Append(JournalRecord record) => Watch(journal.Append(record));

    /// <inheritdoc/>
    public JournalProblem? RaiseHighWater(int run, long virtualNs) => Watch(journal.RaiseHighWater(run, virtualNs));

    /// <inheritdoc/>
    public JournalProblem? Check() => journal.Check();

    /// <inheritdoc/>
    public void Close()
    {
        journal.Close();
        Trouble = null;
    }

    private JournalProblem? Watch(JournalProblem? problem)
    {
        Trouble = problem?.Message;
        return problem;
    }
}
