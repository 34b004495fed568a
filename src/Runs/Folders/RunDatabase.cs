using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// A <c>run.db</c> that anybody may have written, open for reading. Nothing is selected from it before its schema has been found to be, word for
/// word, one that this program makes: a view, a trigger or a generated column could run for ever. Never writes, and bounds what one value may cost.
/// </summary>
internal sealed class RunDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    private RunDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Version of its tables.</summary>
    internal long Version { get; private set; }

    /// <summary>It has seals.</summary>
    internal bool IsSealed => Version != RunFolderSchema.UnsealedVersion;

    /// <summary>It has the tables that the first folders lacked.</summary>
    internal bool HasLaterTables { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Opens a database and checks its mark, its version and its schema.</summary>
    /// <param name="file">A full path, which is never taken for a URI with options.</param>
    /// <exception cref="DataException">It is not one of this program.</exception>
    internal static RunDatabase Open(string file)
    {
        if (DatabaseMark.ProblemOf(file) is { } problem)
        {
            throw new DataException(problem);
        }

        if (RunFolderFiles.DatabaseRests.FirstOrDefault(rest => File.Exists(Path.Combine(Path.GetDirectoryName(file)!, rest))) is { } rest)
        {
            throw new DataException($"somebody wrote to its {RunFolderFiles.Database} and left {rest}; open and close it with the program that did, or put back a copy");
        }

        var settings = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var database = new RunDatabase(new SqliteConnection(settings.ToString()));
        try
        {
            database.Prepare();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A database that is being written here, with all its tables.</summary>
    internal static RunDatabase Being(SqliteConnection connection) => new(connection) { Version = RunFolderSchema.Version, HasLaterTables = true };

    /// <summary>A command on the database.</summary>
    internal SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>The rows of a query, one at a time.</summary>
    internal IEnumerable<SqliteDataReader> Rows(string sql)
    {
        using var command = Command(sql);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return rows;
        }
    }

    private void Prepare()
    {
        _connection.Open();
        raw.sqlite3_limit(_connection.Handle!, raw.SQLITE_LIMIT_LENGTH, RunFolderBounds.ValueBytes);
        Execute("PRAGMA trusted_schema=OFF");
        Execute("PRAGMA cell_size_check=ON");
        Execute("PRAGMA mmap_size=0");
        Version = Rows("PRAGMA user_version").Select(static row => row.GetInt64(0)).Single();
        if (Version is not (RunFolderSchema.Version or RunFolderSchema.UnsealedVersion))
        {
            throw new DataException(string.Create(
                CultureInfo.InvariantCulture, $"it has format {Version}, this program reads formats {RunFolderSchema.UnsealedVersion} and {RunFolderSchema.Version}"));
        }

        CheckSchema();
    }

    private void CheckSchema()
    {
        // bounded, because what the schema lists is a stranger's
        var found = Rows("SELECT sql FROM sqlite_schema ORDER BY rowid").Take(RunFolderSchema.Tables.Count + RunFolderSchema.Indices.Count + 1)
            .Select(static row => row.IsDBNull(0) ? "" : row.GetString(0)).ToList();
        var wholes = RunFolderSchema.Wholes(Version).ToList();
        if (wholes.Find(whole => whole.SequenceEqual(found, StringComparer.Ordinal)) is not { } known)
        {
            throw new DataException(Difference(wholes[0], found));
        }

        HasLaterTables = known.Count == wholes[0].Count;
    }

    private static string Difference(IReadOnlyList<string> whole, List<string> found) =>
        found.Except(whole, StringComparer.Ordinal).FirstOrDefault() is { } other
            ? $"its tables are not those of a run: '{Shared.PlainText.Beginning(other, 60)}'"
            : $"its tables are not those of a run: it lacks '{Shared.PlainText.Beginning(whole.Except(found, StringComparer.Ordinal).FirstOrDefault() ?? "", 60)}'";

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
