namespace NumaProbe.Cluster.Journal;

/// <summary>
/// Layout of the journal file: one row a record, chained by hashes, and one row that says how long the chain is, who leads and how far the
/// trace was shown. Bodies are JSON, so that people can read a journal with any SQLite tool.
/// </summary>
internal static class SqliteJournalSchema
{
    /// <summary>"NPjl": marks an SQLite file as a journal of ours.</summary>
    internal const int ApplicationId = 0x4E506A6C;

    /// <summary>Version of the tables and bodies; an older program refuses a newer journal.</summary>
    internal const int Version = 1;

    /// <summary>Place of the version in an SQLite file.</summary>
    internal const int VersionOffset = 60;

    /// <summary>Place of the mark in an SQLite file.</summary>
    internal const int ApplicationIdOffset = 68;

    /// <summary>Bytes of a page.</summary>
    internal const int PageBytes = 4096;

    /// <summary>The hash stands before the body, so that it is on the row's first page however long the body is.</summary>
    internal const string RecordTable = "CREATE TABLE record(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL)";

    internal const string HeadTable =
        "CREATE TABLE head(id INTEGER PRIMARY KEY, term INTEGER NOT NULL, count INTEGER NOT NULL, hash BLOB NOT NULL, "
        + "run INTEGER NOT NULL, highWaterNs INTEGER NOT NULL, seal BLOB NOT NULL)";

    internal const string InsertHead = "INSERT INTO head VALUES(1, $term, $count, $hash, $run, $highWaterNs, $seal)";

    internal const string SelectHead = "SELECT term, count, hash, run, highWaterNs, seal FROM head WHERE id = 1";

    internal const string UpdateHead =
        "UPDATE head SET term = $term, count = $count, hash = $hash, run = $run, highWaterNs = $highWaterNs, seal = $seal WHERE id = 1";

    internal const string SelectRecords = "SELECT number, hash, body FROM record ORDER BY number";

    internal const string InsertRecord = "INSERT INTO record VALUES($number, $hash, $body)";

    /// <summary>What the schema must be, word for word: a damaged one could mean anything.</summary>
    internal static readonly IReadOnlyList<string> Tables = [HeadTable, RecordTable];
}
