using System.Data;
using Microsoft.Data.Sqlite;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Reads a run folder. The folder may come from anybody: what is not as this program writes it is refused with a
/// <see cref="RunFolderException"/>, and nothing in it is ever executed or followed as a path.
/// </summary>
public sealed class RunFolderReader : IDisposable
{
    private const string SelectEvents =
        "SELECT timeNs, partition, sequence, kind, thread, cpu, device, driver, a, b, c, d, e FROM event";

    private readonly string _folder;
    private readonly SqliteConnection _connection;

    private RunFolderReader(string folder, SqliteConnection connection)
    {
        _folder = folder;
        _connection = connection;
        var tables = new RunDatabaseTables(connection);
        Info = tables.ReadInfo();
        Names = tables.ReadNames();
    }

    /// <summary>What the folder says about its run.</summary>
    public RunFolderInfo Info { get; }

    /// <summary>The names behind the numbers of the run.</summary>
    public TraceNames Names { get; }

    /// <summary>Opens a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="RunFolderException">It is not there, no run folder, damaged, or of a newer version.</exception>
    public static RunFolderReader Open(string folder)
    {
        var file = FileIn(folder);
        if (!File.Exists(file))
        {
            throw new RunFolderException(Directory.Exists(folder)
                ? $"{folder} is not a run folder: it has no {RunFolderSchema.DatabaseFile}"
                : $"'{folder}' is not there");
        }

        return Guard(folder, () =>
        {
            var connection = Connect(file);
            try
            {
                return new RunFolderReader(folder, connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    /// <summary>True for a folder that holds a run of this program.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsRunFolder(string folder)
    {
        try
        {
            using var reader = Open(folder);
            return true;
        }
        catch (RunFolderException)
        {
            return false;
        }
    }

    /// <summary>The events of the run, or of one node, in trace order.</summary>
    /// <param name="node">Node, -1 for the coordinator's events, or null for all.</param>
    /// <exception cref="RunFolderException">The database is damaged; may come while enumerating.</exception>
    public IEnumerable<TraceEvent> Events(int? node = null)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = SelectEvents + (node is null ? " ORDER BY id" : " WHERE node = $node ORDER BY timeNs, id");
        if (node is { } number)
        {
            command.Parameters.AddWithValue("$node", number);
        }

        using var rows = Guard(_folder, command.ExecuteReader);
        Func<TraceEvent?> next = () => rows.Read() ? ReadEvent(rows) : null;
        while (Guard(_folder, next) is { } traceEvent)
        {
            yield return traceEvent;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // a full path is never taken for a URI with options
    private static string FileIn(string folder) => Path.GetFullPath(Path.Combine(folder, RunFolderSchema.DatabaseFile));

    private static SqliteConnection Connect(string file)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    private static TraceEvent ReadEvent(SqliteDataReader row)
    {
        var kind = checked((TraceKind)row.GetInt64(3));
        _ = TraceVocabulary.Name(kind);
        return new TraceEvent(
            row.GetInt64(0), Number(row, 1), row.GetInt64(2), kind, Number(row, 4), Number(row, 5), Number(row, 6),
            Number(row, 7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), Number(row, 12));
    }

    private static int Number(SqliteDataReader row, int column) => checked((int)row.GetInt64(column));

    private static T Guard<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is SqliteException or DataException or TraceException or InvalidOperationException
            or InvalidCastException or FormatException or OverflowException or IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{folder} is not a readable run folder: {e.Message}", e);
        }
    }
}
