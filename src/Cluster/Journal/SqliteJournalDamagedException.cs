namespace NumaProbe.Cluster.Journal;

/// <summary>Carries what is wrong with a journal file from where it is noticed to where the connection is closed. Never leaves the journal.</summary>
internal sealed class SqliteJournalDamagedException : Exception
{
    public SqliteJournalDamagedException()
        : this("")
    {
    }

    public SqliteJournalDamagedException(string message)
        : base(message)
    {
    }

    public SqliteJournalDamagedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Bytes that stand in the file where it is wrong, or null.</summary>
    internal byte[]? Near { get; init; }

    /// <summary>The place in the file where it is wrong, if known.</summary>
    internal long? Offset { get; init; }
}
