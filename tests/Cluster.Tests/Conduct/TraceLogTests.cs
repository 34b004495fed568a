using NumaProbe.Cluster.Conduct;
using NumaProbe.Engine.Tests;
using NumaProbe.Runs.Folders;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>The trace in a coordinator's memory, and the folder it becomes.</summary>
public sealed class TraceLogTests
{
    private const int Many = 10_000;

    [Fact]
    public void What_was_published_is_read_from_any_place_in_pieces_of_any_size()
    {
        var log = Log();
        for (var i = 0; i < Many; i++)
        {
            log.TryAdd(i, Event(i)).ShouldBeTrue();
        }

        log.Read(0, new TraceEvent[5]).ShouldBe(0);
        log.Publish(Many);
        var buffer = new TraceEvent[777];
        var seen = new List<TraceEvent>();
        for (int read; (read = log.Read(seen.Count, buffer)) > 0;)
        {
            seen.AddRange(buffer.AsSpan(0, read));
        }

        seen.ShouldBe(Enumerable.Range(0, Many).Select(i => Event(i)));
        log.Read(Many, buffer).ShouldBe(0);
    }

    [Fact]
    public void A_full_log_takes_nothing_more() =>
        Log().TryAdd(ConductBounds.MaxTraceEvents, Event(0)).ShouldBeFalse();

    [Fact]
    public async Task Waiting_ends_with_the_next_event_or_with_the_run()
    {
        var log = Log();
        log.TryAdd(0, Event(0));
        var more = log.WaitForMoreAsync(0, CancellationToken.None);
        more.IsCompleted.ShouldBeFalse();

        log.Publish(1);
        await more;
        var end = log.WaitForMoreAsync(1, CancellationToken.None);
        end.IsCompleted.ShouldBeFalse();
        log.Complete(new RunEnd(RunStatus.Completed, 1, 1, null));
        await end;

        await log.WaitForMoreAsync(1, CancellationToken.None);
    }

    [Fact]
    public void A_run_becomes_a_folder_that_reads_back_and_a_second_attempt_replaces_it()
    {
        using var data = new TemporaryFolder();
        var (end, trace) = Some.Run(Some.Storm(2, [0, 1], ProbeType.PreferAsynchronous, 1_000));
        var log = Log("../evil");
        foreach (var (place, one) in trace.Events.Index())
        {
            log.TryAdd(place, one);
        }

        log.Publish(trace.Events.Count);
        var archive = new RunFolderArchive(data.Path);
        archive.Write(log, "name: x"u8.ToArray(), end);
        var (folder, problem) = archive.Write(log, "name: x"u8.ToArray(), end);

        problem.ShouldBeNull();
        folder.ShouldBe("runs/7--evil");
        Directory.GetDirectories(System.IO.Path.Combine(data.Path, "runs")).Length.ShouldBe(1);
        using var reader = RunFolderReader.Open(System.IO.Path.Combine(data.Path, folder!));
        reader.Info.End.ShouldBe(end);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_value()
    {
        using var data = new TemporaryFolder();
        File.WriteAllText(System.IO.Path.Combine(data.Path, "runs"), "in the way");

        new RunFolderArchive(data.Path).Write(Log(), "name: x"u8.ToArray(), new RunEnd(RunStatus.Completed, 0, 0, null)).Problem.ShouldNotBeNull();
    }

    private static TraceLog Log(string name = "name") => new(
        7, new RunHeader(name, "v6.1", 1, "id", "v"), TraceNames.From(Some.Storm(2, [0, 1], ProbeType.PreferAsynchronous, 1)));

    private static TraceEvent Event(int i) => new(i, 0, i, TraceKind.Matched, -1, -1, -1, -1);

    private sealed class TemporaryFolder : IDisposable
    {
        internal string Path { get; } = Directory.CreateTempSubdirectory("numaprobe").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
