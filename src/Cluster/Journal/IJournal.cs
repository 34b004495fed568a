namespace NumaProbe.Cluster.Journal;

/// <summary>
/// What a coordinator must not lose: which runs were begun, what was injected into them and when it takes effect, how they ended, and the
/// number of the leadership. Everything else follows from it by running again. Used by one process at a time and from one thread;
/// every problem is a value. Never says that a record is written before it would survive a loss of power.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Takes the journal for this process alone, raises the term by one, and reads what is there. Called again only after <see cref="Close"/>.
    /// </summary>
    JournalOpening Open();

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Null when the record is durable; else why not. After any problem but <see cref="JournalProblemKind.NotWritten"/> the journal is to be closed.</returns>
    JournalProblem? Append(JournalRecord record);

    /// <summary>
    /// Notes, durably, up to which virtual time the trace of a run may be shown to anybody: later than that a recovered run accepts events.
    /// Called now and then, each time with a higher time.
    /// </summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="virtualNs">Virtual time, nanoseconds.</param>
    /// <returns>As for <see cref="Append"/>.</returns>
    JournalProblem? RaiseHighWater(int run, long virtualNs);

    /// <summary>Looks whether the journal is still this process's own: for an answer that is given from memory, and not written.</summary>
    /// <returns>Null when it is, or when it cannot be read just now; else who has come between.</returns>
    JournalProblem? Check();

    /// <summary>Gives the journal up, so that another process can open it. Does nothing when it is not open.</summary>
    void Close();
}
