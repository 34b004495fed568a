using System.Globalization;
using System.Text;

namespace NumaProbe.Shared;

/// <summary>Makes text that came from a file safe to print: one line, and nothing that a terminal would obey.</summary>
public static class PlainText
{
    /// <summary>The text with every control and formatting character spelled out.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Beginning(text, int.MaxValue);

    /// <summary>The same of the beginning of a text, with three dots for the rest.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Most characters of it.</param>
    public static string Beginning(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(Math.Min(text.Length, length) + 4);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, length)))
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                shown.Append(c);
            }
        }

        return text.Length > length ? shown.Append("...").ToString() : shown.ToString();
    }
}
