using Microsoft.Data.Sqlite;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Writes one run into one folder: the scenario as run and <c>run.db</c>. The folder appears whole when
/// <see cref="Complete"/> returns, and not at all when the writer is disposed before.
/// </summary>
public sealed class RunFolderWriter : ITraceSink, IDisposable
{
    // of sqlite.org/rescode.html
    private const int Full = 13;

    private readonly RunFolderTarget _target;
    private readonly RunDatabaseWriter _database;
    private bool _disposed;

    private RunFolderWriter(RunFolderTarget target, RunDatabaseWriter database)
    {
        _target = target;
        _database = database;
    }

    /// <summary>Begins a run folder.</summary>
    /// <param name="place">The folder; its parents are made.</param>
    /// <param name="header">What the run is a run of.</param>
    /// <param name="names">The names behind the numbers.</param>
    /// <param name="scenario">The scenario file as run.</param>
    /// <exception cref="RunFolderException">The folder may not or cannot be written.</exception>
    public static RunFolderWriter Create(RunFolderPlace place, RunHeader header, TraceNames names, ScenarioText scenario)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(place);
        var target = RunFolderTarget.Open(place);
        try
        {
            File.WriteAllBytes(Path.Combine(target.Temporary, scenario.FileName), scenario.Bytes.Span);
            var database = Path.Combine(target.Temporary, RunFolderFiles.Database);
            return new RunFolderWriter(target, RunDatabaseWriter.Create(database, header, names, scenario.FileName));
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            target.Dispose();
            throw Failed(e, place.Names.First());
        }
    }

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        try
        {
            _database.Write(traceEvent);
        }
        catch (SqliteException e)
        {
            throw Failed(e, _target.Given);
        }
    }

    /// <summary>Ends the run: the folder gets its name.</summary>
    /// <param name="end">How the run ended.</param>
    /// <returns>The folder, as it was named.</returns>
    /// <exception cref="RunFolderException">The folder could not be written; nothing is left behind.</exception>
    public string Complete(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        try
        {
            _database.Complete(end);
        }
        catch (SqliteException e)
        {
            throw Failed(e, _target.Given);
        }

        _database.Dispose();
        return _target.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _database.Dispose();
            _target.Dispose();
        }
    }

    private static RunFolderException Failed(Exception cause, string given) => cause is SqliteException { SqliteErrorCode: Full }
        ? new(FolderProblem.NoSpace(given), cause)
        : new(FolderProblem.Of(given, cause), cause);
}
