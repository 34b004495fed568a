using System.Globalization;
using System.Text.RegularExpressions;

namespace NumaProbe.Lessons.Tests;

/// <summary>A number with its unit in a text: a time, a share, a count of probes or devices.</summary>
/// <param name="Value">The number.</param>
/// <param name="Decimals">Digits after its point.</param>
/// <param name="Unit">The unit, in the singular.</param>
internal sealed partial record Figure(decimal Value, int Decimals, string Unit)
{
    private static readonly Dictionary<string, decimal> Nanoseconds = new(StringComparer.Ordinal) { ["ns"] = 1, ["µs"] = 1_000, ["ms"] = 1_000_000, ["s"] = 1_000_000_000 };

    /// <summary>Every figure of a text.</summary>
    internal static IEnumerable<Figure> AllOf(string text) =>
        from match in Form().Matches(text)
        let number = match.Groups["number"].Value
        let point = number.IndexOf('.', StringComparison.Ordinal)
        select new Figure(decimal.Parse(number, CultureInfo.InvariantCulture), point < 0 ? 0 : number.Length - point - 1, match.Groups["unit"].Value);

    /// <summary>True when the other one, written in this one's unit with as few digits, is this one.</summary>
    internal bool IsRoundingOf(Figure other) =>
        Nanoseconds.TryGetValue(Unit, out var own) && Nanoseconds.TryGetValue(other.Unit, out var others)
            ? decimal.Round(other.Value * others / own, Decimals, MidpointRounding.AwayFromZero) == Value
            : other.Unit == Unit && decimal.Round(other.Value, Decimals, MidpointRounding.AwayFromZero) == Value;

    [GeneratedRegex(@"(?<![\w.])(?<number>\d+(\.\d+)?)\s*((?<unit>ns|µs|ms|s|bound|failed|deferred)\b|(?<unit>probe)s?\b|(?<unit>%))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
