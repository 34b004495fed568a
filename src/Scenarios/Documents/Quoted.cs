using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Documents;

/// <summary>Shows text of a file inside a message: short, on one line, and without bytes that a terminal would obey.</summary>
internal static class Quoted
{
    /// <summary>Most characters shown.</summary>
    internal const int MaxLength = 60;

    /// <summary>The text in single quotes.</summary>
    internal static string Text(string text) => "'" + Plain(text) + "'";

    /// <summary>The text without quotes.</summary>
    internal static string Plain(string text, int length = MaxLength) => PlainText.Beginning(text, length);
}
