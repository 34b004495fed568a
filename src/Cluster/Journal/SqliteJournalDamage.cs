using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NumaProbe.Cluster.Journal;

/// <summary>
/// Says at which byte a journal file is wrong. Reads the file itself, so it must only be asked when no connection to it is open: closing a
/// file takes the locks of the whole process from it.
/// </summary>
internal static partial class SqliteJournalDamage
{
    private const int HeaderBytes = 100;
    private const int PageSizeOffset = 16;
    private const int PageCountOffset = 28;

    /// <summary>Where some bytes stand in the file; its end when they are not there.</summary>
    internal static long Find(string file, ReadOnlySpan<byte> wanted)
    {
        var bytes = File.ReadAllBytes(file);
        var place = wanted.IsEmpty ? -1 : bytes.AsSpan().IndexOf(wanted);
        return place < 0 ? bytes.Length : place;
    }

    /// <summary>Where a file is wrong that SQLite itself refuses: where it was cut, the page that SQLite names, or its beginning.</summary>
    /// <param name="file">The file.</param>
    /// <param name="message">What SQLite said.</param>
    internal static (long Offset, string What) OfFile(string file, string message)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return (stream.Length, "the file ends in its header");
        }

        int pageBytes = BinaryPrimitives.ReadUInt16BigEndian(header[PageSizeOffset..]);
        long pages = BinaryPrimitives.ReadUInt32BigEndian(header[PageCountOffset..]);
        if (pageBytes == SqliteJournalSchema.PageBytes && stream.Length < pages * pageBytes)
        {
            return (stream.Length, string.Create(CultureInfo.InvariantCulture, $"the file ends there and should have {pages * pageBytes} bytes"));
        }

        var page = Page().Match(message);
        return page.Success && int.TryParse(page.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? ((number - 1L) * SqliteJournalSchema.PageBytes, message)
            : (0, message);
    }

    [GeneratedRegex(@"\bpage (?<number>\d{1,9})\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Page();
}
