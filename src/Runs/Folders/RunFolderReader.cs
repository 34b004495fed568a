using System.Data;
using Microsoft.Data.Sqlite;
using NumaProbe.Runs.Seals;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Reads a run folder. The folder may come from anybody: what is not as this program writes it is refused with a
/// <see cref="RunFolderException"/>, and nothing in it is ever executed or followed as a path. An event that is given out is the one that was written.
/// </summary>
public sealed class RunFolderReader : IDisposable
{
    private const string SelectEvents =
        "SELECT timeNs, partition, sequence, kind, thread, cpu, device, driver, a, b, c, d, e FROM event";

    private readonly string _folder;
    private readonly RunDatabase _database;
    private readonly RunDatabaseTables _tables;

    private RunFolderReader(string folder, RunDatabase database)
    {
        _folder = folder;
        _database = database;
        _tables = new RunDatabaseTables(database);
        if (IsSealed && !string.Equals(_tables.Written, _tables.Head, StringComparison.Ordinal))
        {
            throw new DataException("what it says of the run, its names and its seals is not as it was written");
        }
    }

    /// <summary>What the folder says about its run.</summary>
    public RunFolderInfo Info => _tables.Info;

    /// <summary>The names behind the numbers of the run.</summary>
    public TraceNames Names => _tables.Names;

    /// <summary>Damage shows: the folder has seals. False for one that an older program wrote.</summary>
    public bool IsSealed => _database.IsSealed;

    internal RunDatabase Database => _database;

    /// <summary>Opens a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="RunFolderException">It is not there, no run folder, damaged, or of a newer version.</exception>
    public static RunFolderReader Open(string folder)
    {
        var file = Path.GetFullPath(Path.Combine(folder, RunFolderFiles.Database));
        if (!File.Exists(file))
        {
            throw new RunFolderException(
                Directory.Exists(file) ? $"{folder} is not a run folder: its {RunFolderFiles.Database} is a folder"
                : Directory.Exists(folder) ? $"{folder} is not a run folder: it has no {RunFolderFiles.Database}"
                : File.Exists(folder) ? $"'{folder}' is a file; name the run folder that it is in"
                : $"'{folder}' is not there");
        }

        return Guard(folder, () =>
        {
            var database = RunDatabase.Open(file);
            try
            {
                return new RunFolderReader(folder, database);
            }
            catch
            {
                database.Dispose();
                throw;
            }
        });
    }

    /// <summary>The events of the run, or of one node, in trace order.</summary>
    /// <param name="node">Node, -1 for the coordinator's events, or null for all.</param>
    /// <exception cref="RunFolderException">The database is damaged; may come while enumerating.</exception>
    public IEnumerable<TraceEvent> Events(int? node = null)
    {
        using var command = _database.Command(SelectEvents + (node is null ? " ORDER BY id" : " WHERE node = $node ORDER BY timeNs, id"));
        if (node is { } number)
        {
            command.Parameters.AddWithValue("$node", number);
        }

        using var rows = Guard(_folder, command.ExecuteReader);
        Func<TraceEvent?> read = () => rows.Read() ? ReadEvent(rows) : null;
        var list = node ?? SealList.All;
        var events = (IsSealed ? new SealedEvents(list, [.. _tables.Seals[list]]).Check(read) : Unsealed(read)).GetEnumerator();
        using (events)
        {
            while (Guard(_folder, events.MoveNext))
            {
                yield return events.Current;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    /// <summary>Turns what a damaged database can throw into one kind.</summary>
    internal static T Guard<T>(string folder, Func<T> read)
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

    private static IEnumerable<TraceEvent> Unsealed(Func<TraceEvent?> next)
    {
        while (next() is { } traceEvent)
        {
            yield return traceEvent;
        }
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
}
