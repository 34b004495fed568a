using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Tests.Events;

namespace NumaProbe.Runs.Tests;

public sealed class RunFolderTests : IDisposable
{
    private static readonly byte[] Text = "name: two-nodes\n"u8.ToArray();
    private static readonly RunEnd End = new(RunStatus.Completed, 190_000, 42, null);

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_is_written_comes_back()
    {
        Write(_temporary["run"], SomeTrace.Events);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Events().ShouldBe(SomeTrace.Events);
        reader.Info.ShouldBe(new RunFolderInfo(SomeTrace.Header, "scenario.yaml", End));
        reader.Names.Devices.ShouldBe(["d0", "d1"]);
        reader.Names.KernelName(1).ShouldBe("m.1");
        reader.Names.NodeOfCpu(3).ShouldBe(1);
        reader.Names.Events.ShouldBe(SomeTrace.Names.Events);
        reader.Names.InProbe(0).ShouldBe(new CallName("attach", "d1"));
        File.ReadAllBytes(Path.Combine(_temporary["run"], "scenario.yaml")).ShouldBe(Text);
    }

    [Fact]
    public void Any_well_formed_trace_comes_back_in_order()
    {
        var run = 0;
        Prop.ForAll<int, ushort>((seed, count) =>
        {
            var events = RandomTrace.Of(seed, count % 100);
            var folder = _temporary[$"random-{run++}"];
            Write(folder, events);
            using var reader = RunFolderReader.Open(folder);
            reader.Events().SequenceEqual(events).ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void The_largest_and_the_smallest_values_come_back()
    {
        var extreme = new TraceEvent(
            long.MaxValue, int.MaxValue, long.MaxValue, TraceKind.Warning, int.MaxValue, int.MaxValue, int.MinValue, int.MinValue,
            long.MinValue, long.MaxValue, long.MinValue, -1, int.MinValue);
        Write(_temporary["run"], [extreme]);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Events().ShouldBe([extreme]);
    }

    [Fact]
    public void The_same_run_gives_the_same_database()
    {
        Write(_temporary["one"], SomeTrace.Events);
        Write(_temporary["two"], SomeTrace.Events);
        File.ReadAllBytes(Path.Combine(_temporary["one"], "run.db")).ShouldBe(File.ReadAllBytes(Path.Combine(_temporary["two"], "run.db")));
    }

    [Fact]
    public void Events_of_a_node_can_be_asked_for()
    {
        Write(_temporary["run"], SomeTrace.Events);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Events(1).Count().ShouldBe(10);
        reader.Events(-1).ShouldAllBe(e => e.Cpu == -1);
    }

    [Fact]
    public void People_can_query_spans_and_names()
    {
        Write(_temporary["run"], SomeTrace.Events);
        using var connection = new SqliteConnection($"Data Source={_temporary["run"]}/run.db;Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT durationNs FROM named_span WHERE kind='probe' AND deviceName='d0' AND driverName='drv' AND node=1";
        command.ExecuteScalar().ShouldBe(101_002L);
        command.CommandText = "SELECT count(*) FROM named_event WHERE name='probe_start' AND deviceName='d0'";
        command.ExecuteScalar().ShouldBe(1L);
    }

    [Fact]
    public void A_run_that_is_not_completed_leaves_nothing_behind()
    {
        using (var writer = Create(_temporary["run"]))
        {
            writer.Write(SomeTrace.Events[0]);
            Directory.Exists(_temporary["run"]).ShouldBeFalse();
        }

        Directory.EnumerateFileSystemEntries(_temporary.Root).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_folder_is_filled()
    {
        Directory.CreateDirectory(_temporary["run"]);
        Write(_temporary["run"], SomeTrace.Events);
        Directory.EnumerateFileSystemEntries(_temporary.Root).Select(Path.GetFileName).ShouldBe(["run"]);
    }

    [Fact]
    public void An_earlier_run_is_replaced_only_with_force()
    {
        Write(_temporary["run"], SomeTrace.Events);
        Should.Throw<RunFolderException>(() => Create(_temporary["run"])).Message.ShouldEndWith("holds an earlier run; replace it with --force or choose another --out");
        Write(_temporary["run"], [], force: true);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Events().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(_temporary.Root).Select(Path.GetFileName).ShouldBe(["run"]);
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_never_replaced()
    {
        Directory.CreateDirectory(_temporary["mine"]);
        File.WriteAllText(Path.Combine(_temporary["mine"], "thesis.txt"), "years of work");
        File.WriteAllText(_temporary["file"], "");
        Should.Throw<RunFolderException>(() => Create(_temporary["mine"], force: true)).Message.ShouldContain("is not empty and not an earlier run");
        Should.Throw<RunFolderException>(() => Create(_temporary["file"], force: true)).Message.ShouldContain("is a file");
        Directory.EnumerateFileSystemEntries(_temporary.Root).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("thesis.txt")]
    [InlineData("notes/")]
    [InlineData("scenario.yaml/")]
    public void An_earlier_run_with_something_else_in_its_folder_is_never_replaced(string name)
    {
        Write(_temporary["run"], SomeTrace.Events);
        AddStranger(name);
        var before = Entries();

        Should.Throw<RunFolderException>(() => Create(_temporary["run"], force: true)).Message
            .ShouldEndWith($"holds {name.TrimEnd('/')} besides an earlier run; move that away or choose another --out");

        Entries().ShouldBe(before);
    }

    [Fact]
    public void What_comes_into_the_folder_of_an_earlier_run_while_the_next_one_runs_is_kept_with_it()
    {
        Write(_temporary["run"], SomeTrace.Events);
        List<string> before;
        using (var writer = Create(_temporary["run"], force: true))
        {
            AddStranger("thesis.txt");
            before = [.. Entries().Where(entry => entry.StartsWith("run", StringComparison.Ordinal))];
            Should.Throw<RunFolderException>(() => writer.Complete(End)).Message.ShouldContain("holds thesis.txt besides");
        }

        Entries().ShouldBe(before);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Events().ShouldBe(SomeTrace.Events);
    }

    [Fact]
    public void A_link_to_a_folder_is_never_replaced_nor_followed()
    {
        Write(_temporary["real"], SomeTrace.Events);
        Directory.CreateSymbolicLink(_temporary["run"], _temporary["real"]);
        Directory.CreateDirectory(_temporary["empty"]);
        Directory.CreateSymbolicLink(_temporary["other"], _temporary["empty"]);
        Write(_temporary["linked"], SomeTrace.Events);
        File.Delete(Path.Combine(_temporary["linked"], "scenario.yaml"));
        File.CreateSymbolicLink(Path.Combine(_temporary["linked"], "scenario.yaml"), Path.Combine(_temporary["real"], "scenario.yaml"));
        var before = Entries();

        Should.Throw<RunFolderException>(() => Create(_temporary["run"], force: true)).Message.ShouldContain("is a symbolic link");
        Should.Throw<RunFolderException>(() => Create(_temporary["other"])).Message.ShouldContain("is a symbolic link");
        Should.Throw<RunFolderException>(() => Create(_temporary["linked"], force: true)).Message.ShouldContain("holds scenario.yaml besides");

        Entries().ShouldBe(before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_runs_that_go_to_one_place_at_once_the_later_is_told_and_the_first_stays(bool isEmptyFolderThere)
    {
        if (isEmptyFolderThere)
        {
            Directory.CreateDirectory(_temporary["run"]);
        }

        using var first = Create(_temporary["run"]);
        using var second = Create(_temporary["run"]);
        first.Write(SomeTrace.Events[0]);
        first.Complete(End);
        Should.Throw<RunFolderException>(() => second.Complete(End)).Message.ShouldEndWith("holds an earlier run; replace it with --force or choose another --out");
        second.Dispose();
        Entries().Where(entry => !entry.Contains('/')).ShouldBe(["run"]);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Events().Count().ShouldBe(1);
    }

    [Fact]
    public void Runs_without_a_name_of_their_own_never_collide()
    {
        var place = RunFolderPlace.FreeIn(_temporary.Root, "run");
        var writers = Enumerable.Range(0, 5).Select(_ => Create(place)).ToList();
        var folders = new string[writers.Count];
        Parallel.For(0, writers.Count, i => folders[i] = writers[i].Complete(End));
        writers.ForEach(writer => writer.Dispose());
        folders.Order(StringComparer.Ordinal).ShouldBe(new[] { "run", "run-2", "run-3", "run-4", "run-5" }.Select(name => _temporary[name]));
        Entries().Where(entry => !entry.Contains('/')).ShouldBe(["run", "run-2", "run-3", "run-4", "run-5"]);
    }

    [Fact]
    public void There_are_at_most_so_many_runs_of_one_name()
    {
        File.WriteAllText(_temporary["run"], "");
        for (var number = 2; number <= RunFolderPlace.MostNumbers; number++)
        {
            File.WriteAllText(_temporary[$"run-{number}"], "");
        }

        using (var writer = Create(RunFolderPlace.FreeIn(_temporary.Root, "run")))
        {
            Should.Throw<RunFolderException>(() => writer.Complete(End)).Message.ShouldContain($"are taken, up to {RunFolderPlace.MostNumbers}");
        }

        File.Delete(_temporary[$"run-{RunFolderPlace.MostNumbers}"]);
        using var last = Create(RunFolderPlace.FreeIn(_temporary.Root, "run"));
        last.Complete(End).ShouldBe(_temporary[$"run-{RunFolderPlace.MostNumbers}"]);
    }

    [Fact]
    public void What_a_killed_run_left_is_removed_by_the_next_and_what_a_living_one_writes_is_not()
    {
        Directory.CreateDirectory(_temporary[".run.numaprobe-new-dead"]);
        File.WriteAllText(_temporary[".run.numaprobe-new-dead/run.db"], "half");
        Directory.CreateDirectory(_temporary[".other.numaprobe-new-dead"]);
        Directory.CreateDirectory(_temporary[".mine.numaprobe-new-x"]);
        File.WriteAllText(_temporary[".mine.numaprobe-new-x/thesis.txt"], "years of work");
        Directory.CreateDirectory(_temporary[".run.other"]);
        using var living = Create(_temporary["living"]);
        Write(_temporary["run"], SomeTrace.Events);
        living.Complete(End);
        Entries().Where(entry => !entry.Contains('/')).ShouldBe([".mine.numaprobe-new-x", ".run.other", "living", "run"]);
    }

    [Fact]
    public void An_earlier_run_that_was_on_its_way_to_be_replaced_gets_its_name_back()
    {
        Write(_temporary["run"], SomeTrace.Events);
        Directory.Move(_temporary["run"], _temporary[".run.numaprobe-old-dead"]);
        Write(_temporary["next"], []);
        Entries().Where(entry => !entry.Contains('/')).ShouldBe(["next", "run"]);
        using var reader = RunFolderReader.Open(_temporary["run"]);
        reader.Events().ShouldBe(SomeTrace.Events);
    }

    [Fact]
    public void A_file_on_the_way_to_the_folder_is_named()
    {
        File.WriteAllText(_temporary["file"], "");
        Should.Throw<RunFolderException>(() => Create(_temporary["file/a/run"])).Message
            .ShouldEndWith($"cannot be made: {_temporary["file"]} is a file, not a folder; choose another --out");
    }

    [Fact]
    public void A_folder_without_a_name_is_refused() =>
        Should.Throw<RunFolderException>(() => Create(" ")).Message.ShouldBe("the folder to write to has no name");

    [Fact]
    public void A_json_scenario_keeps_its_kind() =>
        ScenarioText.Of("\uFEFF \n{}"u8.ToArray()).FileName.ShouldBe("scenario.json");

    private List<string> Entries() =>
        [.. Directory.EnumerateFileSystemEntries(_temporary.Root, "*", SearchOption.AllDirectories).Select(entry => Path.GetRelativePath(_temporary.Root, entry)).Order(StringComparer.Ordinal)];

    private void AddStranger(string name)
    {
        var place = Path.Combine(_temporary["run"], name.TrimEnd('/'));
        File.Delete(place);
        if (name.EndsWith('/'))
        {
            Directory.CreateDirectory(place);
        }
        else
        {
            File.WriteAllText(place, "years of work");
        }
    }

    private static RunFolderWriter Create(string path, bool force = false) => Create(RunFolderPlace.At(path, force));

    private static RunFolderWriter Create(RunFolderPlace place) =>
        RunFolderWriter.Create(place, SomeTrace.Header, SomeTrace.Names, ScenarioText.Of(Text));

    private static void Write(string path, IEnumerable<TraceEvent> events, bool force = false)
    {
        using var writer = Create(path, force);
        foreach (var traceEvent in events)
        {
            writer.Write(traceEvent);
        }

        writer.Complete(End);
    }
}
