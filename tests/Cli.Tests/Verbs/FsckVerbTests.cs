using System.Text.Json;
using Microsoft.Data.Sqlite;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Verbs;

public sealed class FsckVerbTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public FsckVerbTests() => _cli.Run("run", _cli.File("s.yaml", SomeScenario.TwoNodes), "--out", _cli["run"]).ShouldBe(0);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_run_as_it_was_written_is_sound()
    {
        Fsck().ShouldBe(0, _cli.Out);
        _cli.Out.ShouldContain("/run: sound (two-nodes, v6.12, seed 5; ");
        _cli.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE event SET timeNs=timeNs+1 WHERE id=3", "are not as they were written")]
    [InlineData("UPDATE event SET name='bound' WHERE id=2", "event 2: its id, name or node is not what follows from it")]
    [InlineData("UPDATE event SET node=0 WHERE id=(SELECT max(id) FROM event WHERE node=1)", "its id, name or node is not what follows from it")]
    [InlineData("UPDATE span SET endNs=endNs+1 WHERE id=1", "span 1: it is not what follows from the events")]
    [InlineData("DELETE FROM span WHERE id=(SELECT max(id) FROM span)", "it is not what follows from the events")]
    [InlineData("INSERT INTO span SELECT id+1000, kind, device, driver, thread, cpu, node, startNs, endNs, result, cause FROM span WHERE id=1", "no event ended it")]
    [InlineData("UPDATE run SET value='6' WHERE key='seed'", "what it says of the run, its names and its seals is not as it was written")]
    public void A_change_is_found(string sql, string problem)
    {
        Query(sql);
        Fsck().ShouldBe(1, _cli.Out + _cli.Error);
        _cli.Out.ShouldContain("/run: damaged: ");
        _cli.Out.ShouldContain(problem);
        _cli.Out.ShouldEndWith("/run: put back a copy, or run its scenario again\n");
    }

    [Fact]
    public void A_flipped_bit_in_an_index_that_no_reading_needs_is_found()
    {
        const int PageBytes = 4096;
        var page = (long)Query("SELECT rootpage FROM sqlite_schema WHERE name='event_by_device'")!;
        var file = Path.Combine(_cli["run"], "run.db");
        var bytes = File.ReadAllBytes(file);
        bytes[(page * PageBytes) - 1] ^= 1;
        File.WriteAllBytes(file, bytes);
        _cli.Run("trace", _cli["run"]).ShouldBe(0);
        Fsck().ShouldBe(1);
        _cli.Out.ShouldContain("/run: damaged: SQLite says: ");
    }

    [Fact]
    public void Another_scenario_than_the_one_that_was_run_is_found()
    {
        File.AppendAllText(Path.Combine(_cli["run"], "scenario.yaml"), "# more\n");
        Fsck().ShouldBe(1);
        _cli.Out.ShouldContain("its scenario.yaml is not the one that was run");
        File.Delete(Path.Combine(_cli["run"], "scenario.yaml"));
        Fsck().ShouldBe(1);
        _cli.Out.ShouldContain("its scenario.yaml is not there");
    }

    [Fact]
    public void Json_says_the_same()
    {
        Fsck("-o", "json").ShouldBe(0);
        using var sound = JsonDocument.Parse(_cli.Out);
        sound.RootElement.GetProperty("isSound").GetBoolean().ShouldBeTrue();
        sound.RootElement.GetProperty("isSealed").GetBoolean().ShouldBeTrue();
        sound.RootElement.GetProperty("events").GetInt64().ShouldBeGreaterThan(10);
        File.WriteAllText(Path.Combine(_cli["run"], "run.db"), new string('x', 200));
        Fsck("-o", "json").ShouldBe(1);
        using var damaged = JsonDocument.Parse(_cli.Out);
        damaged.RootElement.GetProperty("problems")[0].GetString().ShouldBe("its run.db is no SQLite file");
    }

    [Fact]
    public void What_is_no_run_folder_is_a_wrong_command_line()
    {
        _cli.Run("fsck", _cli["none"]).ShouldBe(2);
        _cli.Error.ShouldEndWith("none' is not there\n");
    }

    private object? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_cli["run"]}/run.db;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private int Fsck(params string[] words) => _cli.Run(["fsck", _cli["run"], .. words]);
}
