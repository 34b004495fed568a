using System.Globalization;
using Microsoft.Data.Sqlite;
using Serilog;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Terminal;

/// <summary>No word of a stranger's, nor one's own, reaches a terminal or a log as something that it would obey.</summary>
public sealed class HostileTextTests : IDisposable
{
    private const string Hostile = "a\u001b]0;owned\u0007\u001b[2J\u202eb\u0085c\nd";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("trace", "$")]
    [InlineData("fsck", "$")]
    [InlineData("check", "$")]
    [InlineData("run", "$")]
    [InlineData("compare", "$")]
    [InlineData("names", "$")]
    [InlineData("verify", "$")]
    [InlineData("help", "$")]
    [InlineData("$")]
    [InlineData("run", "--$")]
    [InlineData("run", "s.yaml", "--generation", "$")]
    [InlineData("run", "s.yaml", "--seed", "$")]
    [InlineData("run", "s.yaml", "--out", "$")]
    [InlineData("run", "s.yaml", "--out", "s.yaml/$")]
    [InlineData("run", "s.yaml", "--cluster", "$")]
    [InlineData("run", "s.yaml", "--cluster", "http://127.0.0.1:1/$")]
    [InlineData("trace", "run", "--node", "$")]
    [InlineData("trace", "run", "--device", "$")]
    [InlineData("status", "--url", "$")]
    [InlineData("status", "--url", "http://127.0.0.1:1", "--token-file", "$")]
    [InlineData("status", "--url", "https://127.0.0.1:1", "--ca-file", "$")]
    [InlineData("wait", "--for=$")]
    [InlineData("health", "$")]
    [InlineData("names", "s.yaml", "--seeds", "$")]
    [InlineData("schema", "$")]
    [InlineData("coordinator", "--listen", "$")]
    [InlineData("node", "--nodes", "$")]
    [InlineData("certs", "$")]
    [InlineData("load", "driver", "$", "--url", "http://127.0.0.1:1")]
    public void Arguments_are_told_without_what_a_terminal_obeys(params string[] words)
    {
        _cli.File("s.yaml", SomeScenario.TwoNodes);
        _cli.Run("run", _cli["s.yaml"], "--out", _cli["run"]).ShouldBe(0);
        _cli.Run([.. words.Select(Argument)]);
        ShouldBePlain();
    }

    [Fact]
    public void A_strangers_run_folder_is_told_without_what_a_terminal_obeys()
    {
        _cli.File("s.yaml", SomeScenario.TwoNodes);
        _cli.Run("run", _cli["s.yaml"], "--out", _cli["run"]).ShouldBe(0);
        using (var connection = new SqliteConnection($"Data Source={_cli["run"]}/run.db;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();

            // of before there were seals, so that what was changed is believed
            command.CommandText = "DROP TABLE seal; DELETE FROM run WHERE key='seal'; PRAGMA user_version=1;"
                + "UPDATE device SET name=$h, kernelName=$h; UPDATE driver SET name=$h; UPDATE operation SET name=$h, target=$h; UPDATE lock SET name=$h;"
                + "UPDATE run SET value=$h WHERE key IN ('name','generation','runId','toolVersion','message')";
            command.Parameters.AddWithValue("$h", Hostile);
            command.ExecuteNonQuery();
        }

        foreach (var words in new string[][] { ["trace", "run"], ["trace", "run", "--device", "x"], ["trace", "run", "--node", "9"], ["trace", "run", "-o", "jsonl"], ["fsck", "run"], ["fsck", "run", "-o", "json"] })
        {
            _cli.Run([.. words.Select(Argument)]);
            ShouldBePlain(isJson: words.Contains("-o"));
        }
    }

    [Fact]
    public void A_log_event_has_one_line_that_is_not_indented_whatever_is_in_it()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using (var log = new LoggerConfiguration().WriteTo.Sink(new WriterSink(output)).CreateLogger())
        {
            log.Error(new InvalidOperationException(Hostile), "the host {Name} is gone", Hostile);
        }

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        lines[0].ShouldEndWith(@"] the host a\u001b]0;owned\u0007\u001b[2J\u202eb\u0085c");
        lines[1].ShouldBe("  d is gone");
        lines[1..].ShouldAllBe(line => line.StartsWith("  ", StringComparison.Ordinal));
        output.ToString().ShouldNotContain('\u001b');
    }

    // what is in the harness's folder gets its path; the verb 'run' is none of it
    private string Argument(string word, int place) =>
        ((place > 0 && (word is "s.yaml" or "run")) || word.StartsWith("s.yaml/", StringComparison.Ordinal) ? _cli[word] : word).Replace("$", Hostile, StringComparison.Ordinal);

    /// <summary>JSON is for programs: a control character is escaped in it, a mark that only changes how text is shown is not.</summary>
    private void ShouldBePlain(bool isJson = false)
    {
        foreach (var c in (_cli.Out + _cli.Error).Where(c => c != '\n'))
        {
            (char.IsControl(c) || (!isJson && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format)).ShouldBeFalse($"\\u{(int)c:x4} in {_cli.Out}{_cli.Error}");
        }
    }

    private sealed class WriterSink(TextWriter output) : Serilog.Core.ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent) => new PlainLogFormatter().Format(logEvent, output);
    }
}
