using NumaProbe.Cluster.Journal;

namespace NumaProbe.Cluster.Tests.Journal;

/// <summary>
/// Damages a journal in every way a disk does. Whatever the damage: what is read is exactly what was written or its beginning, or the file is
/// refused with the byte where it is wrong.
/// </summary>
public sealed class JournalTortureTests : IDisposable
{
    private const int Flips = 10_000;
    private const int Page = SqliteJournalSchema.PageBytes;

    private readonly SomeJournal _some = new();
    private readonly IReadOnlyList<string> _written = SomeJournal.Texts(SomeJournal.Records);

    public void Dispose() => _some.Dispose();

    [Fact]
    public void A_journal_cut_at_any_byte_is_refused()
    {
        var bytes = Written();
        var last = Enumerable.Range(bytes.Length - (2 * Page), 2 * Page);
        var boundaries = Enumerable.Range(0, bytes.Length / Page).SelectMany(page => new[] { (page * Page) - 1, page * Page, (page * Page) + 1 }).Where(cut => cut >= 0);
        foreach (var cut in last.Concat(boundaries).Concat(Enumerable.Range(0, 200)).Distinct())
        {
            _some.LookAt(bytes[..cut], _written, $"cut at {cut}").ShouldBe(-1, $"cut at {cut}");
        }
    }

    [Fact]
    public void A_journal_with_any_bit_flipped_gives_what_was_written_or_is_refused()
    {
        var bytes = Written();
        var random = new Random(20_251_125);
        var refused = 0;
        for (var flip = 0; flip < Flips; flip++)
        {
            var (place, bit) = (random.Next(bytes.Length), random.Next(8));
            bytes[place] ^= (byte)(1 << bit);
            refused += _some.LookAt(bytes, _written, $"bit {bit} of byte {place}") < 0 ? 1 : 0;
            bytes[place] ^= (byte)(1 << bit);
        }

        // a flip where nothing is stored changes nothing; most of this file is stored on
        refused.ShouldBeInRange(Flips / 4, Flips);
    }

    [Fact]
    public void A_journal_with_a_page_of_zeros_or_of_itself_gives_what_was_written_or_is_refused()
    {
        var bytes = Written();
        for (var to = 0; to < bytes.Length; to += Page)
        {
            var damaged = bytes.ToArray();
            damaged.AsSpan(to, Page).Clear();
            _some.LookAt(damaged, _written, $"zeros at {to}").ShouldBe(-1);
            for (var from = 0; from < bytes.Length; from += Page)
            {
                damaged = bytes.ToArray();
                bytes.AsSpan(from, Page).CopyTo(damaged.AsSpan(to));
                _some.LookAt(damaged, _written, $"page at {from} over {to}").ShouldBe(from == to ? _written.Count : -1);
            }
        }
    }

    private byte[] Written()
    {
        _some.Fill(SomeJournal.Records.Count);
        return File.ReadAllBytes(_some.File);
    }
}
