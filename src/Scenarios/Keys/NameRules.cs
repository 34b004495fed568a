using System.Globalization;
using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Keys;

/// <summary>What a name may look like: short, printable, and without the characters that templates and targets use.</summary>
internal static class NameRules
{
    private const string Refused = "{}\"'\\`";

    /// <summary>Why a text is no name, or null when it is one.</summary>
    internal static string? Refuse(string text)
    {
        if (text.Length is 0 or > ScenarioLimits.NameLength)
        {
            return text.Length == 0
                ? "a name has at least one character"
                : string.Create(CultureInfo.InvariantCulture, $"a name has at most {ScenarioLimits.NameLength} characters, this one {text.Length}");
        }

        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || Refused.Contains(c, StringComparison.Ordinal) || IsUnprintable(c))
            {
                return string.Create(CultureInfo.InvariantCulture, $"a name has no blanks, quotes, braces or backslashes, but this one has U+{(int)c:X4}");
            }
        }

        return null;
    }

    /// <summary>Why a text is no name of a driver, bus or module, or null: the colon divides the parts of a target.</summary>
    internal static string? RefuseColon(string text) =>
        text.Contains(':', StringComparison.Ordinal) ? "names of drivers, buses and modules have no colon, which divides the parts of a target" : null;

    /// <summary>The first character that text for people may not have, or null.</summary>
    internal static char? FirstUnprintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(c, text[i + 1]))
                {
                    return c;
                }

                i++;
            }
            else if (IsUnprintable(c) && c is not ('\n' or '\t'))
            {
                return c;
            }
        }

        return null;
    }

    private static bool IsUnprintable(char c) =>
        c >= 127
            ? c == '\uFEFF' || c is '\uFFFE' or '\uFFFF' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            : c < ' ';
}
