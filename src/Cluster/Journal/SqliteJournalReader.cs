using System.Globalization;
using System.Security.Cryptography;

namespace NumaProbe.Cluster.Journal;

/// <summary>
/// Reads a whole journal file and believes nothing: the mark, the version, the schema word for word, SQLite's own structure, every hash of the
/// chain, the seal of the head, and that the head says what the chain is. So what is read is what was written, or it is refused.
/// </summary>
/// <param name="rows">The file.</param>
internal sealed class SqliteJournalReader(SqliteJournalRows rows)
{
    /// <summary>The head and every record.</summary>
    /// <exception cref="SqliteJournalDamagedException">Something is not as it was written.</exception>
    internal (SqliteJournalHead Head, IReadOnlyList<JournalRecord> Records) Read()
    {
        CheckFile();
        var head = ReadHead();
        var records = new List<JournalRecord>();
        var hash = SqliteJournalHead.Empty.Hash;
        foreach (var row in rows.ReadRecords())
        {
            hash = Check(row, records.Count + 1, hash);
            records.Add(SqliteJournalCodec.Decode(row.Body)
                ?? throw new SqliteJournalDamagedException($"record {Text(row.Number)} is of a kind that this version does not know; use the version that wrote it") { Near = row.Hash });
        }

        return head.Count == records.Count && CryptographicOperations.FixedTimeEquals(head.Hash, hash)
            ? (head, records)
            : throw new SqliteJournalDamagedException(
                $"it holds {Text(records.Count)} records and its head says {Text(head.Count)}{(head.Count == records.Count ? " others" : "")}") { Near = head.Hash };
    }

    private void CheckFile()
    {
        if (!Says("PRAGMA application_id", SqliteJournalSchema.ApplicationId))
        {
            throw new SqliteJournalDamagedException("it is no journal of numaprobe, or its mark is damaged") { Offset = SqliteJournalSchema.ApplicationIdOffset };
        }

        if (!Says("PRAGMA user_version", SqliteJournalSchema.Version))
        {
            throw new SqliteJournalDamagedException(
                $"it has another format, and this version of numaprobe knows {Text(SqliteJournalSchema.Version)} only") { Offset = SqliteJournalSchema.VersionOffset };
        }

        if (!rows.Schema().SequenceEqual(SqliteJournalSchema.Tables, StringComparer.Ordinal))
        {
            throw new SqliteJournalDamagedException("its tables are not those of a journal") { Offset = 0 };
        }

        // damage in what SQLite keeps between the rows shows up only when something is written over
        if (rows.Text("PRAGMA integrity_check(1)") is var answer && answer is not "ok")
        {
            throw new SqliteJournalDamagedException(answer ?? "SQLite cannot check it");
        }
    }

    private bool Says(string pragma, int value) => string.Equals(rows.Text(pragma), Text(value), StringComparison.Ordinal);

    private SqliteJournalHead ReadHead()
    {
        var (head, seal) = rows.ReadHead() ?? throw new SqliteJournalDamagedException("it has no head") { Offset = 0 };
        return CryptographicOperations.FixedTimeEquals(head.Seal(), seal)
            ? head
            : throw new SqliteJournalDamagedException("its head does not match its seal") { Near = seal };
    }

    private static byte[] Check((long Number, byte[] Hash, byte[] Body) row, long wanted, byte[] before)
    {
        var hash = SqliteJournalHead.Chain(before, row.Number, row.Body);
        return row.Number == wanted && CryptographicOperations.FixedTimeEquals(hash, row.Hash)
            ? hash
            : throw new SqliteJournalDamagedException($"record {Text(wanted)} does not match its hash") { Near = row.Hash };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
