using System.Text;
using NumaProbe.Cluster.Journal;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Journal;

/// <summary>A folder with a journal in it, on a disk of memory where there is one: the tests open it many thousand times.</summary>
internal sealed class SomeJournal : IDisposable
{
    private const string MemoryDisk = "/dev/shm";

    internal SomeJournal()
    {
        Folder = Directory.Exists(MemoryDisk)
            ? Directory.CreateDirectory(Path.Combine(MemoryDisk, "numaprobe-" + Path.GetRandomFileName())).FullName
            : Directory.CreateTempSubdirectory("numaprobe-journal-").FullName;
    }

    internal string Folder { get; }

    internal string File => Path.Combine(Folder, "journal.db");

    internal string RollbackFile => File + "-journal";

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Records of every kind with values at their edges.</summary>
    internal static IReadOnlyList<JournalRecord> Records { get; } =
    [
        new RunStartedRecord(
            1, Encoding.UTF8.GetBytes("name: \u00e9\n\0\ud83d\udc27"), "a \"b\".yaml", "v6.12", ulong.MaxValue, RunLimits.Default, 0.1, StaysOpen: true, "key-1"),
        new InjectedRecord(1, 1, long.MaxValue, 0, Encoding.UTF8.GetBytes("events: [{device_add: d9}]"), null, new string('a', 64)),
        new InjectedRecord(1, 2, 0, int.MaxValue, new byte[9000], "key-2", new string('b', 64)),
        new FinishingRecord(1),
        new RunEndedRecord(1, new RunEnd(RunStatus.LimitReached, 5, 6, "why"), "runs/a"),
        new RunStartedRecord(2, ReadOnlyMemory<byte>.Empty, "", "", 0, new RunLimits(1, 2, 3), null, StaysOpen: false, null),
    ];

    /// <summary>Something to compare records by.</summary>
    internal static string Text(JournalRecord record) => Encoding.UTF8.GetString(SqliteJournalCodec.Encode(record));

    internal static IReadOnlyList<string> Texts(IEnumerable<JournalRecord> records) => [.. records.Select(Text)];

    /// <summary>Fills the journal with the first so many of the records.</summary>
    internal void Fill(int count)
    {
        using var journal = new SqliteJournal(File);
        journal.Open().Content.ShouldNotBeNull();
        foreach (var record in Records.Take(count))
        {
            journal.Append(record).ShouldBeNull();
        }
    }

    /// <summary>Opens the journal and closes it again.</summary>
    internal JournalOpening Look()
    {
        using var journal = new SqliteJournal(File);
        return journal.Open();
    }

    /// <summary>Opens a file with these bytes: what is in it must be what was written or its beginning, or it is refused with a place.</summary>
    /// <returns>Records read, or -1 when it was refused.</returns>
    internal int LookAt(byte[] bytes, IReadOnlyList<string> written, string what)
    {
        System.IO.File.Delete(RollbackFile);
        System.IO.File.WriteAllBytes(File, bytes);
        var opening = Look();
        if (opening.Content is { } content)
        {
            Texts(content.Records).ShouldBe(written.Take(content.Records.Count), what);
            return content.Records.Count;
        }

        opening.Problem!.Kind.ShouldBe(JournalProblemKind.Unreadable, what);
        opening.Problem.Message.ShouldContain(" is wrong at byte ", Case.Sensitive, what);
        return -1;
    }
}
