using Microsoft.Data.Sqlite;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Events;
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
        Message(_temporary.Root).ShouldEndWith("is not a readable run folder: its run.db is no SQLite file");
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
    [InlineData("PRAGMA user_version=3", "it has format 3, this program reads formats 1 and 2")]
    [InlineData("DROP TABLE span", "it lacks 'CREATE TABLE span")]
    [InlineData("DROP TABLE device; CREATE VIEW device AS WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n+1 FROM r) SELECT n AS number, 'd' AS name, 'k' AS kernelName FROM r", "its tables are not those of a run: 'CREATE VIEW device")]
    [InlineData("DROP TABLE driver; CREATE TABLE driver(number INTEGER PRIMARY KEY, x, name TEXT AS (hex(zeroblob(1000000))))", "its tables are not those of a run: 'CREATE TABLE driver(number INTEGER PRIMARY KEY, x, name TEXT")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON run BEGIN SELECT 1; END", "its tables are not those of a run: 'CREATE TRIGGER t")]
    [InlineData("ANALYZE", "its tables are not those of a run")]
    [InlineData("DELETE FROM run WHERE key='seed'", "it does not say its seed")]
    [InlineData("UPDATE run SET value='soon' WHERE key='seed'", "was not in a correct format")]
    [InlineData("UPDATE run SET value='99999999999999999999' WHERE key='nodes'", "too large")]
    [InlineData("UPDATE run SET value='2000000000' WHERE key='nodes'", "it has 2000000000 nodes, and a machine has 1 to 1024")]
    [InlineData("UPDATE run SET value='-1' WHERE key='nodes'", "it has -1 nodes")]
    [InlineData("UPDATE cpu SET node=7 WHERE number=1", "one of its CPUs is on node 7, and it has 2")]
    [InlineData("UPDATE device SET name=printf('%.4097c', 'x') WHERE number=1", "one of its names has 4097 characters, more than 4096")]
    [InlineData("UPDATE device SET name=hex(zeroblob(524289)) WHERE number=1", "too big")]
    [InlineData("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r WHERE n<60) INSERT INTO run SELECT n, 'x' FROM r", "it says more than 64 things about its run")]
    [InlineData("WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n+1 FROM r WHERE n<1024) INSERT OR REPLACE INTO lock SELECT n, 'x' FROM r", "it has more than 1024 names of one kind")]
    [InlineData("UPDATE run SET value='asleep' WHERE key='status'", "its status 'asleep' is unknown")]
    [InlineData("UPDATE run SET value='../../etc/passwd' WHERE key='scenario'", "its scenario has another name")]
    [InlineData("UPDATE device SET number=7 WHERE number=1", "number 1 is missing among its names")]
    [InlineData("DROP TABLE device; CREATE TABLE device(number)", "its tables are not those of a run: 'CREATE TABLE device(number)'")]
    [InlineData("UPDATE run SET value='12' WHERE key='seed'", "what it says of the run, its names and its seals is not as it was written")]
    [InlineData("UPDATE driver SET name='other'", "is not as it was written")]
    [InlineData("UPDATE operation SET target=NULL", "is not as it was written")]
    [InlineData("DELETE FROM seal WHERE list=-2", "is not as it was written")]
    [InlineData("DELETE FROM run WHERE key='seal'", "is not as it was written")]
    public void A_changed_database_is_refused_when_opened(string sql, string why)
    {
        Damage(sql);
        Message(_temporary["run"]).ShouldContain(why);
    }

    [Theory]
    [InlineData("UPDATE event SET kind=99 WHERE id=3", "there is no event kind 99")]
    [InlineData("UPDATE event SET kind=4096+1 WHERE id=3", "overflow")]
    [InlineData("UPDATE event SET thread=1<<40 WHERE id=3", "overflow")]
    [InlineData("UPDATE event SET timeNs=timeNs+1 WHERE id=(SELECT max(id) FROM event)", "are not as they were written")]
    [InlineData("UPDATE event SET cpu=cpu+1 WHERE id=4", "are not as they were written")]
    [InlineData("DELETE FROM event WHERE id=5", "were written")]
    [InlineData("INSERT INTO event SELECT id+100, timeNs, partition, sequence, kind, name, thread, cpu, node, device, driver, a, b, c, d, e FROM event WHERE id=2", "more events than")]
    public void A_changed_event_is_refused_when_it_is_read_and_never_given_out(string sql, string why)
    {
        Damage(sql);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        var given = 0;
        Should.Throw<RunFolderException>(() => given = reader.Events().Count()).Message.ShouldContain(why);
        Should.Throw<RunFolderException>(() => given = Enumerable.Range(-1, 3).Sum(node => reader.Events(node).Count()));
        given.ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE event SET node=1-node WHERE id=6")]
    [InlineData("DELETE FROM event WHERE id=7")]
    public void Events_of_a_node_are_refused_when_one_is_gone(string sql)
    {
        Damage(sql);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        Should.Throw<RunFolderException>(() => Enumerable.Range(-1, 3).Sum(node => reader.Events(node).Count()));
    }

    [Theory]
    [InlineData("run.db-wal")]
    [InlineData("run.db-journal")]
    public void What_somebody_left_beside_the_database_is_never_taken_for_a_part_of_it(string rest)
    {
        Write();
        File.WriteAllText(Path.Combine(_temporary["run"], rest), "x");
        Message(_temporary["run"]).ShouldContain($"left {rest}; open and close it with the program that did, or put back a copy");
    }

    [Fact]
    public void Another_journal_mode_is_refused_before_anything_is_written_beside()
    {
        Damage("PRAGMA journal_mode=WAL");
        Message(_temporary["run"]).ShouldContain("was switched to another journal mode; switch it back with");
        Directory.GetFiles(_temporary["run"]).Length.ShouldBe(2);
    }

    [Fact]
    public void A_folder_or_a_pipe_where_the_database_is_expected_is_told()
    {
        Directory.CreateDirectory(_temporary["run.db"]);
        Message(_temporary.Root).ShouldEndWith("its run.db is a folder");
        File.WriteAllText(_temporary["file"], "");
        Message(_temporary["file"]).ShouldEndWith("file' is a file; name the run folder that it is in");
    }

    [Fact]
    public void A_folder_of_before_there_were_seals_is_still_read()
    {
        Damage("DROP TABLE seal; DELETE FROM run WHERE key='seal'; PRAGMA user_version=1");
        Read().ShouldBe(SomeTrace.Events);
        Damage("DROP TABLE seal; DELETE FROM run WHERE key='seal'; DROP TABLE lock; DROP TABLE naming_class; PRAGMA user_version=1");
        Read().ShouldBe(SomeTrace.Events);
        Damage("DROP TABLE seal; DELETE FROM run WHERE key='seal'");
        Message(_temporary["run"]).ShouldContain("it lacks 'CREATE TABLE seal");
    }

    [Fact]
    public void A_flipped_bit_gives_the_same_trace_or_a_refusal()
    {
        Write();
        var file = Path.Combine(_temporary["run"], "run.db");
        var bytes = File.ReadAllBytes(file);
        var refused = 0;
        for (var place = 0; place < bytes.Length; place += 7)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(file, flipped);
            refused += IsReadTrulyOrRefused(place) ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(bytes.Length / 7 / 100);
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

    private IReadOnlyList<TraceEvent> Read()
    {
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Names.Devices.ShouldBe(["d0", "d1"]);
        return [.. reader.Events()];
    }

    private bool IsReadTrulyOrRefused(int place)
    {
        try
        {
            using var reader = RunFolderReader.Open(_temporary["run"]);
            reader.Info.Header.ShouldBe(SomeTrace.Header, $"byte {place}");
            reader.Events().SequenceEqual(SomeTrace.Events).ShouldBeTrue($"byte {place}");
            Enumerable.Range(-1, 3).SelectMany(node => reader.Events(node)).OrderBy(e => (e.TimeNs, e.Partition, e.Sequence)).SequenceEqual(SomeTrace.Events).ShouldBeTrue($"byte {place}");
            return true;
        }
        catch (RunFolderException)
        {
            return false;
        }
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
        if (Directory.Exists(_temporary["run"]))
        {
            Directory.Delete(_temporary["run"], recursive: true);
        }

        Write();
        using var connection = Open(Path.Combine(_temporary["run"], "run.db"));
        Execute(connection, sql);
    }

    private void Write()
    {
        using var writer = RunFolderWriter.Create(
            RunFolderPlace.At(_temporary["run"], force: false), SomeTrace.Header, SomeTrace.Names, ScenarioText.Of("name: x\n"u8.ToArray()));
        foreach (var traceEvent in SomeTrace.Events)
        {
            writer.Write(traceEvent);
        }

        writer.Complete(new RunEnd(RunStatus.Hung, 190_000, 42, "thread 0 waits for ever"));
    }
}
