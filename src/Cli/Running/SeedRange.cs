using System.Globalization;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Running;

/// <summary>Reads seeds as the command line gives them: <c>1..100</c>, or one seed.</summary>
internal static class SeedRange
{
    /// <summary>The first seed and how many there are; ends the command when the text is no range.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Most seeds.</param>
    internal static (ulong First, int Count) Parse(string text, int most)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (!TryRead(dots < 0 ? text : text[..dots], out var first) || !TryRead(dots < 0 ? text : text[(dots + 2)..], out var last) || last < first)
        {
            throw new CliFailure(ExitCode.Usage, $"'{PlainText.Of(text)}' is no range of seeds; write for example --seeds 1..100");
        }

        return last - first < (ulong)most
            ? (first, (int)(last - first) + 1)
            : throw new CliFailure(ExitCode.Usage, FormattableString.Invariant($"'{PlainText.Of(text)}' has too many seeds; at most {most} are run"));
    }

    private static bool TryRead(string text, out ulong seed) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
