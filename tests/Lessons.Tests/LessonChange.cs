using System.Text.RegularExpressions;

namespace NumaProbe.Lessons.Tests;

/// <summary>
/// A line <c># try NAME: THIS -> THAT</c> of a lesson: a change that its reader is asked to make. Lines of the same name are made together.
/// </summary>
/// <param name="Name">Name of the change.</param>
/// <param name="This">Text to replace.</param>
/// <param name="That">What stands in its place.</param>
internal sealed partial record LessonChange(string Name, string This, string That)
{
    private const string Mark = "# try ";

    /// <summary>Every change that a lesson proposes.</summary>
    internal static IEnumerable<LessonChange> Of(string lesson)
    {
        foreach (var line in lesson.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal)))
        {
            var match = Form().Match(line);
            match.Success.ShouldBeTrue($"not of the form '# try NAME: THIS -> THAT': {line}");
            yield return new(match.Groups["name"].Value, match.Groups["this"].Value, match.Groups["that"].Value);
        }
    }

    /// <summary>Makes the change wherever it fits, outside the lines that propose changes.</summary>
    internal string Apply(string lesson)
    {
        var lines = lesson.Split('\n').Select(line => line.StartsWith(Mark, StringComparison.Ordinal) ? line : line.Replace(This, That, StringComparison.Ordinal));
        var changed = string.Join('\n', lines);
        changed.ShouldNotBe(lesson, $"nothing in the file is '{This}', which 'try {Name}' replaces");
        return changed;
    }

    [GeneratedRegex("^# try (?<name>[a-z0-9-]+): (?<this>.+?) -> (?<that>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
