using System.Text.RegularExpressions;

namespace NumaProbe.Lessons.Tests;

/// <summary>
/// A line <c># try NAME: THIS -> THAT</c> of a lesson, a change that its reader is asked to make, or <c># on GENERATION: THIS -> THAT</c>, what is
/// expected otherwise on another kernel. Lines of the same kind and name are made together.
/// </summary>
/// <param name="Name">Name of the change, or the generation.</param>
/// <param name="This">Text to replace.</param>
/// <param name="That">What stands in its place.</param>
internal sealed partial record LessonChange(string Name, string This, string That)
{
    /// <summary>Begins a line that proposes a change.</summary>
    internal const string Try = "# try ";

    /// <summary>Begins a line that says what is different on another generation.</summary>
    internal const string On = "# on ";

    private static readonly string[] Marks = [Try, On, LessonPlays.Play, LessonPlays.Compare, LessonPlays.Names];

    /// <summary>Every change of a kind in a lesson.</summary>
    /// <param name="lesson">The text.</param>
    /// <param name="mark"><see cref="Try"/> or <see cref="On"/>.</param>
    internal static IEnumerable<LessonChange> Of(string lesson, string mark)
    {
        foreach (var line in lesson.Split('\n').Where(line => line.StartsWith(mark, StringComparison.Ordinal)))
        {
            var match = Form().Match(line[mark.Length..]);
            match.Success.ShouldBeTrue($"not of the form '{mark}NAME: THIS -> THAT': {line}");
            yield return new(match.Groups["name"].Value, match.Groups["this"].Value, match.Groups["that"].Value);
        }
    }

    /// <summary>Makes the change wherever it fits, outside the lines that tell of changes and runs.</summary>
    internal string Apply(string lesson)
    {
        var lines = lesson.Split('\n').Select(line => Marks.Any(mark => line.StartsWith(mark, StringComparison.Ordinal)) ? line : line.Replace(This, That, StringComparison.Ordinal));
        var changed = string.Join('\n', lines);
        changed.ShouldNotBe(lesson, $"nothing in the file is '{This}', which '{Name}' replaces");
        return changed;
    }

    [GeneratedRegex("^(?<name>[a-z0-9.-]+): (?<this>.+?) -> (?<that>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
