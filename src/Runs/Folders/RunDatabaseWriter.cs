using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NumaProbe.Runs.Seals;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Spans;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>Writes <c>run.db</c> in one transaction. The bytes depend on the run only. Nothing is in the file before <see cref="Complete"/>.</summary>
internal sealed class RunDatabaseWriter : IDisposable
{
    private const string InsertValue = "INSERT INTO run VALUES(?,?)";

    private readonly SqliteConnection _connection;
    private readonly TraceNames _names;
    private readonly SpanBuilder _spans;
    private readonly SqliteInsert _insertEvent;
    private readonly SqliteInsert _insertSpan;
    private readonly SqliteInsert _insertSeal;
    private readonly SealWriter _seals;
    private readonly byte[]?[] _kindNames = new byte[byte.MaxValue + 1][];
    private readonly ImmutableDictionary<SpanKind, byte[]> _spanNames =
        Enum.GetValues<SpanKind>().ToImmutableDictionary(k => k, k => Encoding.UTF8.GetBytes(Name(k)));

    private long _eventRows;
    private long _spanRows;

    private RunDatabaseWriter(SqliteConnection connection, RunHeader header, TraceNames names, string scenarioFile)
    {
        _names = names;
        _spans = new SpanBuilder(names);
        _connection = connection;
        Execute("PRAGMA journal_mode=OFF");
        Execute("PRAGMA locking_mode=EXCLUSIVE");
        Execute($"PRAGMA application_id={DatabaseMark.ApplicationId}");
        Execute($"PRAGMA user_version={RunFolderSchema.Version}");
        Execute("BEGIN");
        Execute(string.Join(';', RunFolderSchema.Tables));
        WriteNames(header, scenarioFile);
        _insertEvent = new SqliteInsert(_connection, RunFolderSchema.InsertEvent);
        _insertSpan = new SqliteInsert(_connection, RunFolderSchema.InsertSpan);
        _insertSeal = new SqliteInsert(_connection, RunFolderSchema.InsertSeal);
        _seals = new SealWriter(seal => _insertSeal.Bind(seal.List).Bind(seal.Number).Bind(seal.Rows).Bind(seal.Hash).Execute());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insertEvent.Dispose();
        _insertSpan.Dispose();
        _insertSeal.Dispose();
        _connection.Dispose();
    }

    /// <summary>Makes the database with the names of a run in it.</summary>
    internal static RunDatabaseWriter Create(string path, RunHeader header, TraceNames names, string scenarioFile)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return new RunDatabaseWriter(connection, header, names, scenarioFile);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Name of a kind of span in files.</summary>
    internal static string Name(SpanKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    internal void Write(in TraceEvent traceEvent)
    {
        var node = _names.NodeOf(traceEvent);
        _seals.Add(traceEvent, node);
        _insertEvent
            .Bind(++_eventRows).Bind(traceEvent.TimeNs).Bind(traceEvent.Partition).Bind(traceEvent.Sequence)
            .Bind((long)traceEvent.Kind).Bind(NameOf(traceEvent.Kind)).Bind(traceEvent.Thread)
            .Bind(traceEvent.Cpu).Bind(node).Bind(traceEvent.Device).Bind(traceEvent.Driver)
            .Bind(traceEvent.A).Bind(traceEvent.B).Bind(traceEvent.C).Bind(traceEvent.D).Bind(traceEvent.E)
            .Execute();
        if (_spans.Add(traceEvent) is { } span)
        {
            Write(span);
        }
    }

    internal void Complete(RunEnd end)
    {
        using (var insert = new SqliteInsert(_connection, InsertValue))
        {
            Put(insert, RunFolderSchema.Keys.Status, RunFolderSchema.Word(end.Status));
            Put(insert, RunFolderSchema.Keys.EndNs, Text(end.EndNs));
            Put(insert, RunFolderSchema.Keys.Events, Text(end.Events));
            Put(insert, RunFolderSchema.Keys.Message, end.Message ?? "");
        }

        _seals.Complete();
        SealHead();
        Execute(string.Join(';', RunFolderSchema.Indices));
        Execute("COMMIT");
    }

    // worked out by reading it back, so that there is one place that says what belongs to it
    private void SealHead()
    {
        var head = new RunDatabaseTables(RunDatabase.Being(_connection)).Head;
        using var insert = new SqliteInsert(_connection, InsertValue);
        Put(insert, RunFolderSchema.Keys.Seal, head);
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static void Put(SqliteInsert insert, string key, string value) => insert.Bind(key).Bind(value).Execute();

    private void Write(in Span span) =>
        _insertSpan
            .Bind(++_spanRows).Bind(_spanNames[span.Kind]).Bind(span.Device).Bind(span.Driver).Bind(span.Thread).Bind(span.Cpu)
            .Bind(span.Node).Bind(span.StartNs).Bind(span.EndNs).Bind(span.Result).Bind(span.Cause)
            .Execute();

    private byte[] NameOf(TraceKind kind) => _kindNames[(int)kind] ??= Encoding.UTF8.GetBytes(TraceVocabulary.Name(kind));

    private void WriteNames(RunHeader header, string scenarioFile)
    {
        using (var insert = new SqliteInsert(_connection, InsertValue))
        {
            Put(insert, RunFolderSchema.Keys.Name, header.Name);
            Put(insert, RunFolderSchema.Keys.Generation, header.Generation);
            Put(insert, RunFolderSchema.Keys.Seed, Text(header.Seed));
            Put(insert, RunFolderSchema.Keys.RunId, header.RunId);
            Put(insert, RunFolderSchema.Keys.ToolVersion, header.ToolVersion);
            Put(insert, RunFolderSchema.Keys.Scenario, scenarioFile);
            Put(insert, RunFolderSchema.Keys.Nodes, Text(_names.Nodes));
        }

        WriteRows("INSERT INTO device VALUES(?,?,?)", _names.Devices, (row, name, number) => row.Bind(number).Bind(name).Bind(_names.KernelName(number)));
        WriteRows("INSERT INTO driver VALUES(?,?)", _names.Drivers, (row, name, number) => row.Bind(number).Bind(name));
        WriteRows("INSERT INTO lock VALUES(?,?)", _names.Locks, (row, name, number) => row.Bind(number).Bind(name));
        WriteRows("INSERT INTO naming_class VALUES(?,?,?)", _names.NamingClasses, (row, naming, number) => row.Bind(number).Bind(naming.Name).Bind(naming.Format));
        WriteRows("INSERT INTO cpu VALUES(?,?)", _names.NodesOfCpus, (row, node, number) => row.Bind(number).Bind(node));
        WriteRows("INSERT INTO operation VALUES(0,?,?,?)", _names.Events, (row, call, number) => row.Bind(number).Bind(call.Operation).Bind(call.Target));
        WriteRows("INSERT INTO operation VALUES(1,?,?,?)", _names.InProbes, (row, call, number) => row.Bind(number).Bind(call.Operation).Bind(call.Target));
    }

    private void WriteRows<T>(string sql, ImmutableArray<T> rows, Action<SqliteInsert, T, int> bind)
    {
        using var insert = new SqliteInsert(_connection, sql);
        for (var number = 0; number < rows.Length; number++)
        {
            bind(insert, rows[number], number);
            insert.Execute();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
