using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Reads the small tables of a <c>run.db</c> that anybody may have written: checks the mark, the version, that every
/// table is a table (a view could run for ever), and that numbers count from 0 without gaps.
/// </summary>
internal sealed class RunDatabaseTables
{
    private readonly SqliteConnection _connection;
    private List<string> _tables = [];

    internal RunDatabaseTables(SqliteConnection connection)
    {
        _connection = connection;
        Execute("PRAGMA trusted_schema=OFF");
        CheckMark();
        CheckTables();
    }

    internal RunFolderInfo ReadInfo()
    {
        var values = Rows("SELECT key, value FROM run", row => (row.GetString(0), row.GetString(1)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);
        var message = Get(values, RunFolderSchema.Keys.Message);
        return new RunFolderInfo(
            new RunHeader(
                Get(values, RunFolderSchema.Keys.Name),
                Get(values, RunFolderSchema.Keys.Generation),
                ulong.Parse(Get(values, RunFolderSchema.Keys.Seed), CultureInfo.InvariantCulture),
                Get(values, RunFolderSchema.Keys.RunId),
                Get(values, RunFolderSchema.Keys.ToolVersion)),
            ScenarioFile(Get(values, RunFolderSchema.Keys.Scenario)),
            new RunEnd(
                StatusOf(Get(values, RunFolderSchema.Keys.Status)),
                Number(Get(values, RunFolderSchema.Keys.EndNs)),
                Number(Get(values, RunFolderSchema.Keys.Events)),
                message.Length == 0 ? null : message));
    }

    internal TraceNames ReadNames()
    {
        var nodes = Convert.ToInt32(Scalar("SELECT value FROM run WHERE key='nodes'"), CultureInfo.InvariantCulture);
        return new TraceNames(
            Column("SELECT number, name FROM device ORDER BY number", row => row.GetString(1)),
            Column("SELECT number, kernelName FROM device ORDER BY number", row => row.GetString(1)),
            Column("SELECT number, name FROM driver ORDER BY number", row => row.GetString(1)),
            Column("SELECT number, node FROM cpu ORDER BY number", row => row.GetInt32(1)),
            nodes,
            Column("SELECT number, name, target FROM operation WHERE inProbe=0 ORDER BY number", Call),
            Column("SELECT number, name, target FROM operation WHERE inProbe=1 ORDER BY number", Call))
        {
            Locks = Has("lock") ? Column("SELECT number, name FROM lock ORDER BY number", row => row.GetString(1)) : [],
            NamingClasses = Has("naming_class")
                ? Column("SELECT number, name, format FROM naming_class ORDER BY number", row => new NamingClassName(row.GetString(1), row.GetString(2)))
                : [],
        };
    }

    private static CallName Call(SqliteDataReader row) => new(row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2));

    private static string Get(Dictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var value) ? value : throw new DataException($"it does not say its {key}");

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string ScenarioFile(string name) => name is "scenario.yaml" or "scenario.json"
        ? name
        : throw new DataException("its scenario has another name than a run folder's");

    private static RunStatus StatusOf(string word) =>
        Enum.GetValues<RunStatus>().Cast<RunStatus?>().FirstOrDefault(s => string.Equals(RunFolderSchema.Word(s!.Value), word, StringComparison.Ordinal))
        ?? throw new DataException($"its status '{word}' is unknown");

    private void CheckMark()
    {
        if (Scalar("PRAGMA application_id") is not (long)RunFolderSchema.ApplicationId)
        {
            throw new DataException($"its {RunFolderSchema.DatabaseFile} is of another program");
        }

        var version = (long)Scalar("PRAGMA user_version");
        if (version != RunFolderSchema.Version)
        {
            throw new DataException(string.Create(
                CultureInfo.InvariantCulture, $"it has format {version}, this program reads format {RunFolderSchema.Version}"));
        }
    }

    private bool Has(string later) => _tables.Contains(later, StringComparer.Ordinal);

    private void CheckTables()
    {
        _tables = Rows("SELECT name FROM sqlite_master WHERE type='table'", row => row.GetString(0));
        var others = Rows("SELECT name FROM sqlite_master WHERE type<>'table'", row => row.GetString(0));
        if (RunFolderSchema.LaterTableNames.Intersect(others, StringComparer.Ordinal).FirstOrDefault() is { } masked)
        {
            throw new DataException($"its '{masked}' is no table");
        }

        if (RunFolderSchema.TableNames.Except(_tables, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw new DataException($"it has no table '{missing}'");
        }
    }

    private ImmutableArray<T> Column<T>(string sql, Func<SqliteDataReader, T> valueOf)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var (number, value) in Rows(sql, row => (row.GetInt64(0), valueOf(row))))
        {
            if (number != values.Count)
            {
                throw new DataException(string.Create(CultureInfo.InvariantCulture, $"number {values.Count} is missing among its names"));
            }

            values.Add(value);
        }

        return values.ToImmutable();
    }

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> valueOf)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var values = new List<T>();
        while (rows.Read())
        {
            values.Add(valueOf(rows));
        }

        return values;
    }

    private object Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() ?? throw new DataException("a value is missing");
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
