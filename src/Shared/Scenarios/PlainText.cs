using NumaProbe.Shared.Scenarios.Documents;

namespace NumaProbe.Shared.Scenarios;

/// <summary>Makes text that came from a file safe to print: one line, and nothing that a terminal would obey.</summary>
public static class PlainText
{
    /// <summary>The text with every control and formatting character spelled out.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Quoted.Plain(text, int.MaxValue);
    }
}
