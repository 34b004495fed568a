using Microsoft.Data.Sqlite;

namespace NumaProbe.Cluster.Journal;

/// <summary>The statements of a journal file over one open connection. Throws what SQLite throws; knows nothing of terms and outcomes.</summary>
/// <param name="connection">The connection.</param>
internal sealed class SqliteJournalRows(SqliteConnection connection)
{
    /// <summary>Runs statements without results.</summary>
    internal void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row as text; null when there is none.</summary>
    internal string? Text(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The text of every table and index.</summary>
    internal IReadOnlyList<string> Schema()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master ORDER BY name";
        using var rows = command.ExecuteReader();
        var tables = new List<string>();
        while (rows.Read())
        {
            tables.Add(rows.IsDBNull(0) ? "" : rows.GetString(0));
        }

        return tables;
    }

    /// <summary>The head and its seal as stored; null when there is no such row.</summary>
    internal (SqliteJournalHead Head, byte[] Seal)? ReadHead()
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqliteJournalSchema.SelectHead;
        using var rows = command.ExecuteReader();
        return rows.Read()
            ? (new SqliteJournalHead(rows.GetInt64(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2), checked((int)rows.GetInt64(3)), rows.GetInt64(4)), rows.GetFieldValue<byte[]>(5))
            : null;
    }

    /// <summary>The records as stored, by number.</summary>
    internal IEnumerable<(long Number, byte[] Hash, byte[] Body)> ReadRecords()
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqliteJournalSchema.SelectRecords;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2));
        }
    }

    /// <summary>Writes the head.</summary>
    /// <param name="sql">How: a new row or over the old one.</param>
    /// <param name="head">The head.</param>
    internal void WriteHead(string sql, SqliteJournalHead head)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$term", head.Term);
        command.Parameters.AddWithValue("$count", head.Count);
        command.Parameters.AddWithValue("$hash", head.Hash);
        command.Parameters.AddWithValue("$run", head.Run);
        command.Parameters.AddWithValue("$highWaterNs", head.HighWaterNs);
        command.Parameters.AddWithValue("$seal", head.Seal());
        command.ExecuteNonQuery();
    }

    /// <summary>Writes a record.</summary>
    internal void WriteRecord(long number, byte[] hash, byte[] body)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SqliteJournalSchema.InsertRecord;
        command.Parameters.AddWithValue("$number", number);
        command.Parameters.AddWithValue("$hash", hash);
        command.Parameters.AddWithValue("$body", body);
        command.ExecuteNonQuery();
    }
}
