using System.Globalization;
using Microsoft.Data.Sqlite;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Spans;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Checks all that a run folder holds, also what no reading needs: SQLite's own structure, every event against its seals, every column and span
/// that follows from the events, and the scenario against the id of the run. Never changes anything.
/// </summary>
public sealed class RunFolderCheck
{
    /// <summary>Most problems told of one kind.</summary>
    public const int MostProblems = 10;

    private readonly string _folder;
    private readonly RunFolderReader _reader;
    private readonly List<string> _problems = [];

    private RunFolderCheck(string folder, RunFolderReader reader)
    {
        _folder = folder;
        _reader = reader;
    }

    /// <summary>Checks a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="RunFolderException">It is so damaged that nothing of it can be read, or it is no run folder.</exception>
    public static RunFolderVerdict Of(string folder)
    {
        using var reader = RunFolderReader.Open(folder);
        return new RunFolderCheck(folder, reader).Check();
    }

    private RunFolderVerdict Check()
    {
        Try(CheckStructure);
        long events = 0;
        long spans = 0;
        Try(() => (events, spans) = CheckEvents());
        long ofNodes = 0;
        for (var node = -1; node < _reader.Names.Nodes; node++)
        {
            var number = node;
            Try(() => ofNodes += _reader.Events(number).LongCount());
        }

        Check(ofNodes == events, "node", _reader.Names.Nodes, string.Create(CultureInfo.InvariantCulture, $"the nodes have {ofNodes} events together, and the run {events}"));

        Try(CheckScenario);
        return new RunFolderVerdict(_reader.Info, _reader.IsSealed, events, spans, _problems);
    }

    private void CheckStructure()
    {
        var answers = _reader.Database.Rows($"PRAGMA integrity_check({MostProblems})").Select(static row => row.GetString(0)).Take(MostProblems).ToList();
        if (answers is not ["ok"])
        {
            _problems.AddRange(answers.Select(static answer => "SQLite says: " + PlainText.Of(answer)));
        }
    }

    private (long Events, long Spans) CheckEvents()
    {
        var names = _reader.Names;
        var builder = new SpanBuilder(names);
        using var derived = _reader.Database.Rows("SELECT id, name, node FROM event ORDER BY id").GetEnumerator();
        using var stored = _reader.Database.Rows("SELECT kind, device, driver, thread, cpu, node, startNs, endNs, result, cause FROM span ORDER BY id").GetEnumerator();
        long events = 0;
        long spans = 0;
        foreach (var traceEvent in _reader.Events())
        {
            events++;
            Check(
                derived.MoveNext() && derived.Current.GetInt64(0) == events && derived.Current.GetInt64(2) == names.NodeOf(traceEvent)
                    && string.Equals(derived.Current.GetString(1), TraceVocabulary.Name(traceEvent.Kind), StringComparison.Ordinal),
                "event", events, "its id, name or node is not what follows from it");
            if (builder.Add(traceEvent) is { } span)
            {
                spans++;
                Check(stored.MoveNext() && IsStored(span, stored.Current), "span", spans, "it is not what follows from the events");
            }
        }

        Check(!stored.MoveNext(), "span", spans + 1, "no event ended it");
        return (events, spans);
    }

    private static bool IsStored(in Span span, SqliteDataReader row) =>
        string.Equals(row.GetString(0), RunDatabaseWriter.Name(span.Kind), StringComparison.Ordinal)
        && (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)) == (span.Device, span.Driver, span.Thread, span.Cpu, span.Node)
        && (row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9)) == (span.StartNs, span.EndNs, span.Result, span.Cause);

    private void CheckScenario()
    {
        var file = _reader.Info.ScenarioFile;
        var path = Path.Combine(_folder, file);
        if (!File.Exists(path) || new FileInfo(path).Length > ScenarioLimits.RecordingBytes)
        {
            _problems.Add($"its {file} is not there, or larger than a scenario can be");
            return;
        }

        var header = _reader.Info.Header;
        var ofFile = RunHeader.Create(header.Name, File.ReadAllBytes(path), header.Generation, header.Seed, header.ToolVersion);
        if (!string.Equals(ofFile.RunId, header.RunId, StringComparison.Ordinal))
        {
            _problems.Add($"its {file} is not the one that was run: with this generation and seed its id is {ofFile.RunId}, and the run's is {PlainText.Of(header.RunId)}");
        }
    }

    private void Check(bool holds, string what, long number, string why)
    {
        if (!holds && _problems.Count < MostProblems)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {number}: {why}"));
        }
    }

    private void Try(Action check)
    {
        try
        {
            RunFolderReader.Guard(_folder, () =>
            {
                check();
                return true;
            });
        }
        catch (RunFolderException e)
        {
            _problems.Add(e.InnerException?.Message ?? e.Message);
        }
    }
}
