using System.Globalization;
using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Keys;

/// <summary>
/// A text with a series in it: <c>nvme{0..7}</c> stands for nvme0 to nvme7, <c>{00..15}</c> keeps its width, and
/// <c>{}</c> in the other fields of an entry stands for the current number. A text without braces stands for itself.
/// </summary>
internal sealed class NameTemplate
{
    private readonly string _before;
    private readonly string _after;
    private readonly int _first;
    private readonly int _width;

    private NameTemplate(string before, string after, int first, int count, int width)
    {
        _before = before;
        _after = after;
        _first = first;
        _width = width;
        Count = count;
    }

    /// <summary>How many texts it stands for; 1 without a series.</summary>
    internal int Count { get; }

    /// <summary>It has a series.</summary>
    internal bool IsSeries => _width >= 0;

    /// <summary>The text without its series.</summary>
    internal string Stem => _before + _after;

    /// <summary>A text that stands for itself, whatever is in it.</summary>
    internal static NameTemplate Literal(string text) => new(text, "", 0, 1, -1);

    /// <summary>Reads a template; null, with a problem, when the braces make no series.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mark">Where it stands.</param>
    /// <param name="problems">Where problems go.</param>
    internal static NameTemplate? Read(string text, Mark mark, ProblemList problems)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0 || text.AsSpan(open).StartsWith("{}"))
        {
            return Literal(text);
        }

        var close = text.IndexOf('}', open);
        var dots = close < 0 ? -1 : text.AsSpan(open, close - open).IndexOf("..");
        if (dots < 0 || !Number(text.AsSpan(open + 1, dots - 1), out var first) || !Number(text.AsSpan(open + dots + 2, close - open - dots - 2), out var last) || last < first)
        {
            problems.Add(mark, $"{Quoted.Text(text)} has braces", "they hold a series of ascending numbers, first and last", "write for example nvme{0..7}");
            return null;
        }

        var rest = text[(close + 1)..];
        if (rest.Contains('{', StringComparison.Ordinal))
        {
            problems.Add(mark, $"{Quoted.Text(text)} has two series", "a name has at most one", "write one entry for each value of the other");
            return null;
        }

        var digits = text[open + 1] == '0' ? dots - 1 : 0;
        return new(text[..open], rest, first, last - first + 1, digits);
    }

    /// <summary>The text of a place in the series, from 0.</summary>
    internal string At(int place) => IsSeries ? string.Concat(_before, NumberAt(place), _after) : _before;

    /// <summary>The number of a place in the series, as names have it; empty without a series.</summary>
    internal string NumberAt(int place) =>
        IsSeries ? (_first + place).ToString(CultureInfo.InvariantCulture).PadLeft(_width, '0') : "";

    /// <summary>Puts the current number in the place of every <c>{}</c>.</summary>
    internal string Fill(string text, int place) =>
        IsSeries && text.Contains("{}", StringComparison.Ordinal) ? text.Replace("{}", NumberAt(place), StringComparison.Ordinal) : text;

    private static bool Number(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= 9 && !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
