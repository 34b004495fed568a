using System.Globalization;
using System.Runtime.InteropServices;

namespace NumaProbe.Scenarios.Keys;

/// <summary>A name cut at its last group of digits, so that names that count up can be written as one series.</summary>
/// <param name="Before">Text before the digits.</param>
/// <param name="Digits">The digits.</param>
/// <param name="After">Text behind them.</param>
/// <param name="Number">Their value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeriesName(string Before, string Digits, string After, int Number)
{
    /// <summary>Fewest names worth a series.</summary>
    internal const int Shortest = 3;

    private const int MostDigits = 9;

    /// <summary>Width that the digits are padded to; 0 when they are not.</summary>
    internal int Width => Digits.Length > 1 && Digits[0] == '0' ? Digits.Length : 0;

    /// <summary>Cuts a name, or null when it has no digits that a series could count.</summary>
    internal static SeriesName? Cut(string name)
    {
        var end = name.Length;
        while (end > 0 && !char.IsAsciiDigit(name[end - 1]))
        {
            end--;
        }

        var start = end;
        while (start > 0 && char.IsAsciiDigit(name[start - 1]))
        {
            start--;
        }

        return end - start is 0 or > MostDigits
            ? null
            : new(name[..start], name[start..end], name[end..], int.Parse(name.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>How many names from a place on count up from the first one; 1 when the next does not.</summary>
    internal static int RunLength(IReadOnlyList<string> names, int start)
    {
        if (Cut(names[start]) is not { } first)
        {
            return 1;
        }

        var length = 1;
        while (start + length < names.Count && string.Equals(names[start + length], first.At(length), StringComparison.Ordinal))
        {
            length++;
        }

        return length;
    }

    /// <summary>The digits of a place in the series, from 0.</summary>
    internal string DigitsAt(int place) => (Number + place).ToString(CultureInfo.InvariantCulture).PadLeft(Width, '0');

    /// <summary>The name of a place in the series, from 0.</summary>
    internal string At(int place) => string.Concat(Before, DigitsAt(place), After);

    /// <summary>The template of so many names.</summary>
    internal string Template(int count) => $"{Before}{{{Digits}..{DigitsAt(count - 1)}}}{After}";

    /// <summary>A text for all places of the series: itself when it never changes, or with <c>{}</c> for the number; null when neither fits.</summary>
    /// <param name="count">How many places.</param>
    /// <param name="textAt">The text of each place.</param>
    internal string? Common(int count, Func<int, string> textAt)
    {
        var first = textAt(0);
        if (Enumerable.Range(1, count - 1).All(i => string.Equals(textAt(i), first, StringComparison.Ordinal)))
        {
            return first;
        }

        var at = first.LastIndexOf(Digits, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var (before, after) = (first[..at], first[(at + Digits.Length)..]);
        for (var i = 1; i < count; i++)
        {
            if (!string.Equals(textAt(i), string.Concat(before, DigitsAt(i), after), StringComparison.Ordinal))
            {
                return null;
            }
        }

        return before + "{}" + after;
    }
}
