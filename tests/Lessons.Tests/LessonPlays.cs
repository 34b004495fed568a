using System.Globalization;
using System.Text.RegularExpressions;

namespace NumaProbe.Lessons.Tests;

/// <summary>
/// On which kernels a lesson is played, as its lines say: <c># play G, G</c> as it is, <c># compare G, G</c> side by side, <c># names G, G seeds N..M</c> for
/// the names it gives. A lesson without such a line, and without one for another kernel, is played on <see cref="Usual"/>.
/// </summary>
internal static partial class LessonPlays
{
    internal const string Play = "# play ";
    internal const string Compare = "# compare ";
    internal const string Names = "# names ";

    /// <summary>What lessons are played on that say nothing.</summary>
    internal static readonly string[] Usual = ["v6.1", "v6.12"];

    /// <summary>The lesson's own generation first, then the others.</summary>
    internal static IReadOnlyList<string> Of(Lesson lesson)
    {
        var others = LessonChange.Of(lesson.Text, LessonChange.On).Select(change => change.Name).Concat(Lines(lesson.Text, Play).SelectMany(Split)).ToList();
        return [.. new[] { lesson.OwnGeneration().Name }.Concat(others.Count == 0 ? Usual : others).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The generations to compare; empty when the lesson compares none.</summary>
    internal static IReadOnlyList<string> Compared(string lesson) => [.. Lines(lesson, Compare).SelectMany(Split)];

    /// <summary>The generations whose names are looked at, and the seeds.</summary>
    internal static IEnumerable<(string Generation, ulong First, int Count)> Named(string lesson)
    {
        foreach (var line in Lines(lesson, Names))
        {
            var match = NamesForm().Match(line);
            match.Success.ShouldBeTrue($"not of the form '# names GENERATION, GENERATION seeds N..M': {line}");
            var (first, last) = (ulong.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture), ulong.Parse(match.Groups["last"].Value, CultureInfo.InvariantCulture));
            foreach (var generation in Split(match.Groups["generations"].Value))
            {
                yield return (generation, first, (int)(last - first + 1));
            }
        }
    }

    private static IEnumerable<string> Lines(string lesson, string mark) =>
        lesson.Split('\n').Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..]);

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^(?<generations>.+) seeds (?<first>\d+)\.\.(?<last>\d+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesForm();
}
