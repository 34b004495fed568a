using Microsoft.Data.Sqlite;
using NumaProbe.Runs.Folders;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Tests.Events;

namespace NumaProbe.Runs.Tests;

/// <summary>A run folder may come from anybody: whatever is in it, the answer is a message and no stack trace.</summary>
public sealed class RunFolderDamageTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_missing_folder_and_another_folder_are_told_apart()
    {
        Message(_temporary["none"]).ShouldEndWith("none' is not there");
        Message(_temporary.Root).ShouldEndWith("is not a run folder: it has no run.db");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_temporary["run.db"], "not a database at all, but long enough to be read as a header of one");
        Message(_temporary.Root).ShouldContain("is not a readable run folder");
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        using (var connection = Open(_temporary["run.db"]))
        {
            Execute(connection, "CREATE TABLE t(x)");
        }

        Message(_temporary.Root).ShouldEndWith("its run.db is of another program");
    }

    [Theory]
    [InlineData("PRAGMA user_version=2", "it has format 2, this program reads format 1")]
    [InlineData("DROP TABLE span", "it has no table 'span'")]
    [InlineData("DROP TABLE device; CREATE VIEW device AS WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n+1 FROM r) SELECT n AS number, 'd' AS name, 'k' AS kernelName FROM r", "it has no table 'device'")]
    [InlineData("DELETE FROM run WHERE key='seed'", "it does not say its seed")]
    [InlineData("UPDATE run SET value='soon' WHERE key='seed'", "was not in a correct format")]
    [InlineData("UPDATE run SET value='99999999999999999999' WHERE key='nodes'", "too large")]
    [InlineData("UPDATE run SET value='asleep' WHERE key='status'", "its status 'asleep' is unknown")]
    [InlineData("UPDATE run SET value='../../etc/passwd' WHERE key='scenario'", "its scenario has another name")]
    [InlineData("UPDATE device SET number=7 WHERE number=1", "number 1 is missing among its names")]
    [InlineData("DROP TABLE device; CREATE TABLE device(number)", "no such column")]
    public void A_changed_database_is_refused_when_opened(string sql, string why)
    {
        Damage(sql);
        Message(_temporary["run"]).ShouldContain(why);
    }

    [Theory]
    [InlineData("UPDATE event SET kind=99 WHERE id=3", "there is no event kind 99")]
    [InlineData("UPDATE event SET kind=4096+1 WHERE id=3", "overflow")]
    [InlineData("UPDATE event SET thread=1<<40 WHERE id=3", "overflow")]
    [InlineData("DROP TABLE event; CREATE TABLE event(id, node); INSERT INTO event VALUES(1, 1)", "no such column")]
    public void A_changed_event_is_refused_when_it_is_read(string sql, string why)
    {
        Damage(sql);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        Should.Throw<RunFolderException>(() => reader.Events().Count()).Message.ShouldContain(why);
    }

    [Fact]
    public void A_database_cut_short_is_refused()
    {
        Write();
        var file = Path.Combine(_temporary["run"], "run.db");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..5000]);
        Should.Throw<RunFolderException>(() =>
        {
            using var reader = RunFolderReader.Open(_temporary["run"]);
            reader.Events().Count().ShouldBe(0);
        });
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Message(string folder) => Should.Throw<RunFolderException>(() => RunFolderReader.Open(folder)).Message;

    private void Damage(string sql)
    {
        Write();
        using var connection = Open(Path.Combine(_temporary["run"], "run.db"));
        Execute(connection, "DROP VIEW named_event; DROP VIEW named_span");
        Execute(connection, sql);
    }

    private void Write()
    {
        using var writer = RunFolderWriter.Create(
            _temporary["run"], force: false, SomeTrace.Header, SomeTrace.Names, ScenarioText.Of("name: x\n"u8.ToArray()));
        foreach (var traceEvent in SomeTrace.Events)
        {
            writer.Write(traceEvent);
        }

        writer.Complete(new RunEnd(RunStatus.Hung, 190_000, 42, "thread 0 waits for ever"));
    }
}
