using System.Text.Json;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Layout of a run folder: its files and the tables of <c>run.db</c>, word for word as SQLite keeps them. Numbers of devices and drivers are
/// places in the scenario; -1 is none. The views join the names, for people who query by hand.
/// </summary>
internal static class RunFolderSchema
{
    /// <summary>Version of the tables; an older program refuses a newer folder.</summary>
    internal const int Version = 2;

    /// <summary>The version without seals, which is still read.</summary>
    internal const int UnsealedVersion = 1;

    internal const string InsertEvent = "INSERT INTO event VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    internal const string InsertSpan = "INSERT INTO span VALUES(?,?,?,?,?,?,?,?,?,?,?)";

    internal const string InsertSeal = "INSERT INTO seal VALUES(?,?,?,?)";

    private const string SealTable =
        "CREATE TABLE seal(list INTEGER NOT NULL, number INTEGER NOT NULL, rows INTEGER NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY(list, number)) WITHOUT ROWID";

    private static readonly string[] FirstTables = Split("""
        CREATE TABLE run(key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE device(number INTEGER PRIMARY KEY, name TEXT NOT NULL, kernelName TEXT NOT NULL);
        CREATE TABLE driver(number INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE cpu(number INTEGER PRIMARY KEY, node INTEGER NOT NULL);
        CREATE TABLE operation(inProbe INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, target TEXT,
          PRIMARY KEY(inProbe, number)) WITHOUT ROWID;
        CREATE TABLE event(id INTEGER PRIMARY KEY, timeNs INTEGER NOT NULL, partition INTEGER NOT NULL,
          sequence INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, thread INTEGER NOT NULL,
          cpu INTEGER NOT NULL, node INTEGER NOT NULL, device INTEGER NOT NULL, driver INTEGER NOT NULL,
          a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL, d INTEGER NOT NULL, e INTEGER NOT NULL);
        CREATE TABLE span(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, device INTEGER NOT NULL, driver INTEGER NOT NULL,
          thread INTEGER NOT NULL, cpu INTEGER NOT NULL, node INTEGER NOT NULL, startNs INTEGER NOT NULL,
          endNs INTEGER NOT NULL, result INTEGER NOT NULL, cause INTEGER NOT NULL);
        """);

    private static readonly string[] LaterTables = Split("""
        CREATE TABLE lock(number INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE naming_class(number INTEGER PRIMARY KEY, name TEXT NOT NULL, format TEXT NOT NULL);
        """);

    /// <summary>Tables of what is written now.</summary>
    internal static IReadOnlyList<string> Tables { get; } = [.. FirstTables, .. LaterTables, SealTable];

    /// <summary>Made after the rows are in: faster than keeping them while writing.</summary>
    internal static IReadOnlyList<string> Indices { get; } = Split("""
        CREATE INDEX event_by_node ON event(node, timeNs);
        CREATE INDEX event_by_device ON event(device, timeNs);
        CREATE INDEX event_by_time ON event(timeNs);
        CREATE INDEX span_by_node ON span(node, startNs);
        CREATE INDEX span_by_device ON span(device, startNs);
        CREATE INDEX span_by_time ON span(startNs);
        CREATE VIEW named_event AS SELECT event.*, device.name AS deviceName, driver.name AS driverName
          FROM event LEFT JOIN device ON device.number = event.device LEFT JOIN driver ON driver.number = event.driver;
        CREATE VIEW named_span AS SELECT span.*, device.name AS deviceName, driver.name AS driverName,
          endNs - startNs AS durationNs
          FROM span LEFT JOIN device ON device.number = span.device LEFT JOIN driver ON driver.number = span.driver;
        """);

    /// <summary>What a whole database of a version is made of; one without seals may also lack the later tables.</summary>
    internal static IEnumerable<IReadOnlyList<string>> Wholes(long version) => version == Version
        ? [[.. Tables, .. Indices]]
        : [[.. FirstTables, .. LaterTables, .. Indices], [.. FirstTables, .. Indices]];

    /// <summary>A status as the table <c>run</c> spells it, for example <c>limit-reached</c>.</summary>
    internal static string Word(RunStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    private static string[] Split(string statements) =>
        statements.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Keys of the table <c>run</c>.</summary>
    internal static class Keys
    {
        internal const string Name = "name";
        internal const string Generation = "generation";
        internal const string Seed = "seed";
        internal const string RunId = "runId";
        internal const string ToolVersion = "toolVersion";
        internal const string Scenario = "scenario";
        internal const string Nodes = "nodes";
        internal const string Status = "status";
        internal const string EndNs = "endNs";
        internal const string Events = "events";
        internal const string Message = "message";
        internal const string Seal = "seal";
    }
}
