using NumaProbe.Cluster.Journal;

namespace NumaProbe.Cluster.Tests.Journal;

/// <summary>
/// Loss of power at each moment of a write: the rollback journal reaches the disk whole before any page of the file changes, pages change in any
/// order and perhaps by sectors, and the rollback journal goes last. Every such set of files must open as before the write or as after it.
/// </summary>
public sealed class PowerLossTests : IDisposable
{
    private const int Sector = 512;

    private readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    public static TheoryData<int> Numbers => new(Enumerable.Range(1, SomeJournal.Records.Count));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_write_that_loses_power_is_undone_or_done_as_a_whole(int number)
    {
        Needs.That(OperatingSystem.IsLinux(), "hard links are made with ln");
        var (before, rollback, after) = WriteOne(number);
        var all = SomeJournal.Texts(SomeJournal.Records.Take(number));
        var sectors = Enumerable.Range(0, Math.Max(before.Length, after.Length) / Sector).Where(s => !Of(before, s).SequenceEqual(Of(after, s))).ToList();
        sectors.Count.ShouldBeGreaterThan(1);

        Open(before, null).ShouldBe(all.SkipLast(1));
        Open(after, null).ShouldBe(all);
        Open(after, rollback).ShouldBe(all.SkipLast(1), "the commit is the removal of the rollback journal");
        for (var cut = 0; cut <= rollback.Length; cut += Math.Max(1, rollback.Length / 200))
        {
            Open(before, rollback[..cut]).ShouldBe(all.SkipLast(1), $"rollback journal cut at {cut}, file untouched");
        }

        for (var seed = 0; seed < 100; seed++)
        {
            Open(Mixed(before, after, sectors, new Random(seed)), rollback).ShouldBe(all.SkipLast(1), $"some sectors written, seed {seed}");
        }
    }

    [Fact]
    public void A_half_written_file_without_its_rollback_journal_gives_what_was_written_or_is_refused()
    {
        Needs.That(OperatingSystem.IsLinux(), "hard links are made with ln");
        var (before, _, after) = WriteOne(3);
        var all = SomeJournal.Texts(SomeJournal.Records.Take(3));
        var sectors = Enumerable.Range(0, Math.Max(before.Length, after.Length) / Sector).Where(s => !Of(before, s).SequenceEqual(Of(after, s))).ToList();
        for (var seed = 0; seed < 200; seed++)
        {
            _some.LookAt(Mixed(before, after, sectors, new Random(seed)), all, $"seed {seed}");
        }
    }

    // a second name keeps the rollback journal as it is on the disk when the file is about to change
    private (byte[] Before, byte[] Rollback, byte[] After) WriteOne(int number)
    {
        _some.Fill(number - 1);
        var kept = Path.Combine(_some.Folder, "kept");
        byte[] before;
        using (var journal = new SqliteJournal(_some.File))
        {
            journal.Open();
            before = File.ReadAllBytes(_some.File);
            journal.BeforeCommit = () => Launch.ToEnd(_some.Folder, "ln", _some.RollbackFile, kept).ExitCode.ShouldBe(0);
            journal.Append(SomeJournal.Records[number - 1]).ShouldBeNull();
        }

        return (before, WithHeader(File.ReadAllBytes(kept)), File.ReadAllBytes(_some.File));
    }

    private static byte[] WithHeader(byte[] rollback)
    {
        rollback.AsSpan(0, 8).SequenceEqual(new byte[] { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 }).ShouldBeTrue("a rollback journal as before the commit");
        rollback.AsSpan(8, 4).ToArray().ShouldNotBe(new byte[4], "it says how many pages it holds");
        return rollback;
    }

    private static byte[] Mixed(byte[] before, byte[] after, List<int> sectors, Random random)
    {
        var mixed = new byte[random.Next(2) == 0 ? before.Length : Math.Max(before.Length, after.Length)];
        before.AsSpan(0, Math.Min(before.Length, mixed.Length)).CopyTo(mixed);
        foreach (var sector in sectors.Where(s => (s + 1) * Sector <= mixed.Length && random.Next(2) == 0))
        {
            Of(after, sector).CopyTo(mixed.AsSpan(sector * Sector));
        }

        return mixed;
    }

    private static ReadOnlySpan<byte> Of(byte[] file, int sector) => sector * Sector < file.Length ? file.AsSpan(sector * Sector, Sector) : [];

    private IReadOnlyList<string> Open(byte[] file, byte[]? rollback)
    {
        File.WriteAllBytes(_some.File, file);
        File.Delete(_some.RollbackFile);
        if (rollback is not null)
        {
            File.WriteAllBytes(_some.RollbackFile, rollback);
        }

        var opening = _some.Look();
        return SomeJournal.Texts(opening.Content.ShouldNotBeNull(opening.Problem?.Message).Records);
    }
}
