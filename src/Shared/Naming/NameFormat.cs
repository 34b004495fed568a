using System.Buffers;
using System.Globalization;
using System.Text;

namespace NumaProbe.Shared.Naming;

/// <summary>
/// How names are made of numbers: <c>{}</c> is the number, <c>{a}</c> the number in letters as disks have it, <c>{of}</c> the number of
/// the class it belongs to, <c>{device}</c> the device; what stands in brackets is left out when the number is 0.
/// </summary>
public static class NameFormat
{
    /// <summary>Most characters of a format.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Refused = SearchValues.Create("{} \t\n\"'\\`");

    /// <summary>Why a text is no format, or null when it is one.</summary>
    /// <param name="format">The text.</param>
    public static string? Refuse(string format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Length is 0 or > MaxLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has 1 to {MaxLength} characters");
        }

        var rest = format.Replace("{}", "", StringComparison.Ordinal).Replace("{a}", "", StringComparison.Ordinal)
            .Replace("{of}", "", StringComparison.Ordinal).Replace("{device}", "", StringComparison.Ordinal);
        if (rest.Length == format.Length)
        {
            return "nothing in it changes from name to name";
        }

        var open = rest.IndexOf('[', StringComparison.Ordinal);
        var close = rest.IndexOf(']', StringComparison.Ordinal);
        var brackets = rest.Count(c => c is '[' or ']');
        return rest.AsSpan().ContainsAny(Refused) ? "it may have {}, {a}, {of} and {device}, and no other braces, blanks, quotes or backslashes"
            : brackets == 0 || (brackets == 2 && open >= 0 && close > open) ? null
            : "it may have one part in brackets";
    }

    /// <summary>A name.</summary>
    /// <param name="format">The format.</param>
    /// <param name="index">The number.</param>
    /// <param name="of">The number of the class it belongs to, or -1.</param>
    /// <param name="device">The device.</param>
    public static string Name(string format, long index, long of, string device)
    {
        ArgumentNullException.ThrowIfNull(format);
        var open = format.IndexOf('[', StringComparison.Ordinal);
        var close = format.IndexOf(']', StringComparison.Ordinal);
        if (open >= 0 && close > open)
        {
            format = format[..open] + (index == 0 ? "" : format[(open + 1)..close]) + format[(close + 1)..];
        }

        return format
            .Replace("{}", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{a}", Letters(index), StringComparison.Ordinal)
            .Replace("{of}", of < 0 ? "?" : of.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{device}", device, StringComparison.Ordinal);
    }

    /// <summary>sd_format_disk_name(): a to z, aa to zz, …</summary>
    private static string Letters(long index)
    {
        var letters = new StringBuilder();
        for (var rest = Math.Max(0, index); rest >= 0; rest = (rest / 26) - 1)
        {
            letters.Insert(0, (char)('a' + (rest % 26)));
        }

        return letters.ToString();
    }
}
