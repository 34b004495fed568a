namespace NumaProbe.Lessons.Tests;

/// <summary>Where lessons and what is expected of them lie in the repository.</summary>
internal static class LessonFiles
{
    private const string Scenarios = "scenarios";
    private const string Expected = "scenarios/expected";
    private const string Ending = ".summary.txt";

    /// <summary>Names of all lessons: the numbered files.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(RepoRoot.Combine(Scenarios), "*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => char.IsAsciiDigit(name[0]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every summary that lies there, by its whole path.</summary>
    internal static IEnumerable<string> ExpectedFiles => Directory.EnumerateFiles(RepoRoot.Combine(Expected));

    /// <summary>The file of a lesson.</summary>
    internal static string PathOf(string name) => RepoRoot.Combine($"{Scenarios}/{name}.yaml");

    /// <summary>The expected summary of a lesson on a generation: <c>NAME[.VARIATION][.GENERATION].summary.txt</c>, without what is the lesson's own.</summary>
    internal static string ExpectedPathOf(Lesson lesson, string generation)
    {
        var variation = lesson.Variation is null ? "" : "." + lesson.Variation;
        var other = lesson.OwnGeneration().Name == generation ? "" : "." + generation;
        return RepoRoot.Combine($"{Expected}/{lesson.Name}{variation}{other}{Ending}");
    }
}
