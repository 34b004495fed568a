using NumaProbe.Cluster.Journal;

namespace NumaProbe.Cluster.Tests.Journal;

/// <summary>A real disk with a given number of free blocks under the journal.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Block = 4096;

    private readonly string _disk = Directory.CreateTempSubdirectory("numaprobe-disk-").FullName;
    private bool _isMounted;

    public void Dispose()
    {
        if (_isMounted)
        {
            Launch.ToEnd(_disk + "/..", "umount", _disk);
        }

        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public void A_disk_that_is_full_at_any_block_of_a_write_loses_nothing_and_goes_on_when_it_has_space()
    {
        MountDisk();
        var file = Path.Combine(_disk, "journal.db");
        var filler = Path.Combine(_disk, "filler");
        using var journal = new SqliteJournal(file);
        journal.Open().Content.ShouldNotBeNull();
        var written = new List<JournalRecord>();
        var refused = 0;
        for (var free = 0; free < 40; free++)
        {
            FillAllBut(filler, free);
            var record = new InjectedRecord(1, free, 0, 0, new byte[20_000], null, "");
            var problem = journal.Append(record);
            File.Delete(filler);
            if (problem is null)
            {
                written.Add(record);
                continue;
            }

            problem.Kind.ShouldBe(JournalProblemKind.NotWritten, problem.Message);
            problem.Message.ShouldContain("full");
            refused++;
            journal.Append(record).ShouldBeNull();
            written.Add(record);
        }

        refused.ShouldBeInRange(3, 39);
        journal.Close();
        SomeJournal.Texts(journal.Open().Content!.Records).ShouldBe(SomeJournal.Texts(written));
    }

    [Fact]
    public void A_full_disk_keeps_a_journal_from_being_opened_and_says_so()
    {
        MountDisk();
        var file = Path.Combine(_disk, "journal.db");
        using var journal = new SqliteJournal(file);
        journal.Open().Content!.Term.ShouldBe(1);
        journal.Close();
        var filler = Path.Combine(_disk, "filler");
        FillAllBut(filler, 0);
        journal.Open().Problem!.Kind.ShouldBe(JournalProblemKind.NotWritten);
        File.Delete(filler);
        journal.Open().Content!.Term.ShouldBe(2);
    }

    private void MountDisk()
    {
        Needs.That(OperatingSystem.IsLinux() && string.Equals(Environment.UserName, "root", StringComparison.Ordinal), "only root can mount a small disk");
        _isMounted = Launch.ToEnd(_disk, "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _disk).ExitCode == 0;
        Needs.That(_isMounted, "this machine lets nobody mount a disk");
    }

    private static void FillAllBut(string filler, int blocks)
    {
        using (var stream = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            try
            {
                for (var block = new byte[Block]; ;)
                {
                    stream.Write(block);
                }
            }
            catch (IOException)
            {
                stream.SetLength(Math.Max(0, (stream.Length / Block * Block) - ((long)blocks * Block)));
            }
        }
    }
}
