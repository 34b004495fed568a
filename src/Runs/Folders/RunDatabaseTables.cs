using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NumaProbe.Runs.Seals;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Reads the small tables of a <c>run.db</c>: every number within its bounds, every name short enough, every list from 0 without gaps. Works out the
/// seal that belongs to all of it, and compares nothing.
/// </summary>
internal sealed class RunDatabaseTables
{
    private readonly RunDatabase _database;
    private readonly HeadSeal _head = new();

    internal RunDatabaseTables(RunDatabase database)
    {
        _database = database;
        var values = ReadValues();
        Info = ReadInfo(values);
        Names = ReadNames(Nodes(Get(values, RunFolderSchema.Keys.Nodes)));
        Seals = ReadSeals();
        Written = values.GetValueOrDefault(RunFolderSchema.Keys.Seal);
    }

    /// <summary>What it says about its run.</summary>
    internal RunFolderInfo Info { get; }

    /// <summary>The names behind the numbers.</summary>
    internal TraceNames Names { get; }

    /// <summary>The seals by their list; empty where there are none.</summary>
    internal ILookup<int, Seal> Seals { get; }

    /// <summary>The seal of all of this that the database has, or null.</summary>
    internal string? Written { get; }

    /// <summary>The seal that belongs to all of this.</summary>
    internal string Head => _head.Text;

    private Dictionary<string, string> ReadValues()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in _database.Rows("SELECT key, value FROM run ORDER BY key"))
        {
            if (values.Count == RunFolderBounds.InfoRows)
            {
                throw new DataException($"it says more than {RunFolderBounds.InfoRows} things about its run");
            }

            var (key, value) = (row.GetString(0), row.GetString(1));
            values.Add(key, value);
            if (!string.Equals(key, RunFolderSchema.Keys.Seal, StringComparison.Ordinal))
            {
                _head.Add(key);
                _head.Add(value);
            }
        }

        return values;
    }

    private static RunFolderInfo ReadInfo(Dictionary<string, string> values)
    {
        var message = Get(values, RunFolderSchema.Keys.Message);
        return new RunFolderInfo(
            new RunHeader(
                Short(Get(values, RunFolderSchema.Keys.Name)),
                Short(Get(values, RunFolderSchema.Keys.Generation)),
                ulong.Parse(Get(values, RunFolderSchema.Keys.Seed), CultureInfo.InvariantCulture),
                Short(Get(values, RunFolderSchema.Keys.RunId)),
                Short(Get(values, RunFolderSchema.Keys.ToolVersion))),
            ScenarioFile(Get(values, RunFolderSchema.Keys.Scenario)),
            new RunEnd(
                StatusOf(Get(values, RunFolderSchema.Keys.Status)),
                Number(Get(values, RunFolderSchema.Keys.EndNs)),
                Number(Get(values, RunFolderSchema.Keys.Events)),
                message.Length == 0 ? null : message));
    }

    private TraceNames ReadNames(int nodes) => new(
        Column("SELECT number, name FROM device ORDER BY number", ScenarioLimits.Devices, Name),
        Column("SELECT number, kernelName FROM device ORDER BY number", ScenarioLimits.Devices, Name),
        Column("SELECT number, name FROM driver ORDER BY number", ScenarioLimits.Drivers, Name),
        Column("SELECT number, node FROM cpu ORDER BY number", ScenarioLimits.Cpus, row => NodeOfCpu(row, nodes)),
        nodes,
        Column("SELECT number, name, target FROM operation WHERE inProbe=0 ORDER BY number", ScenarioLimits.Events, Call),
        Column("SELECT number, name, target FROM operation WHERE inProbe=1 ORDER BY number", ScenarioLimits.AllProbeSteps, Call))
    {
        Locks = _database.HasLaterTables ? Column("SELECT number, name FROM lock ORDER BY number", ScenarioLimits.Locks, Name) : [],
        NamingClasses = _database.HasLaterTables
            ? Column("SELECT number, name, format FROM naming_class ORDER BY number", ScenarioLimits.NamingClasses, row => new NamingClassName(Name(row), Text(row, 2)))
            : [],
    };

    private ILookup<int, Seal> ReadSeals()
    {
        var seals = new List<Seal>();
        if (_database.IsSealed)
        {
            foreach (var row in _database.Rows("SELECT list, number, rows, hash FROM seal ORDER BY list, number"))
            {
                if (seals.Count == RunFolderBounds.Seals)
                {
                    throw new DataException($"it has more than {RunFolderBounds.Seals} seals");
                }

                var seal = new Seal(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3));
                _head.Add(seal);
                seals.Add(seal);
            }
        }

        return seals.ToLookup(static seal => seal.List);
    }

    private ImmutableArray<T> Column<T>(string sql, int most, Func<SqliteDataReader, T> valueOf)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var row in _database.Rows(sql))
        {
            if (row.GetInt64(0) != values.Count)
            {
                throw new DataException(string.Create(CultureInfo.InvariantCulture, $"number {values.Count} is missing among its names"));
            }

            if (values.Count == most)
            {
                throw new DataException(string.Create(CultureInfo.InvariantCulture, $"it has more than {most} names of one kind"));
            }

            values.Add(valueOf(row));
        }

        _head.Add(values.Count);
        return values.ToImmutable();
    }

    private CallName Call(SqliteDataReader row) => new(Name(row), row.IsDBNull(2) ? null : Text(row, 2));

    private string Name(SqliteDataReader row) => Text(row, 1);

    private string Text(SqliteDataReader row, int column)
    {
        var text = Short(row.GetString(column));
        _head.Add(text);
        return text;
    }

    private int NodeOfCpu(SqliteDataReader row, int nodes)
    {
        var node = row.GetInt32(1);
        _head.Add(node);
        return node >= -1 && node < nodes ? node : throw new DataException($"one of its CPUs is on node {node}, and it has {nodes}");
    }

    private static int Nodes(string text)
    {
        var nodes = int.Parse(text, CultureInfo.InvariantCulture);
        return nodes is >= 1 and <= ScenarioLimits.Nodes ? nodes : throw new DataException($"it has {nodes} nodes, and a machine has 1 to {ScenarioLimits.Nodes}");
    }

    private static string Short(string text) => text.Length <= RunFolderBounds.NameLength
        ? text
        : throw new DataException($"one of its names has {text.Length} characters, more than {RunFolderBounds.NameLength}");

    private static string Get(Dictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var value) ? value : throw new DataException($"it does not say its {key}");

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string ScenarioFile(string name) => name is RunFolderFiles.YamlScenario or RunFolderFiles.JsonScenario
        ? name
        : throw new DataException("its scenario has another name than a run folder's");

    private static RunStatus StatusOf(string word) =>
        Enum.GetValues<RunStatus>().Cast<RunStatus?>().FirstOrDefault(s => string.Equals(RunFolderSchema.Word(s!.Value), word, StringComparison.Ordinal))
        ?? throw new DataException($"its status '{PlainText.Beginning(word, 40)}' is unknown");
}
