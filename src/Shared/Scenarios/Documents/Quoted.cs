using System.Globalization;
using System.Text;

namespace NumaProbe.Shared.Scenarios.Documents;

/// <summary>Shows text of a file inside a message: short, on one line, and without bytes that a terminal would obey.</summary>
internal static class Quoted
{
    /// <summary>Most characters shown.</summary>
    internal const int MaxLength = 60;

    /// <summary>The text in single quotes.</summary>
    internal static string Text(string text) => "'" + Plain(text) + "'";

    /// <summary>The text without quotes.</summary>
    internal static string Plain(string text, int length = MaxLength)
    {
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
