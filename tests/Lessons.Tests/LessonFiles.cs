namespace NumaProbe.Lessons.Tests;

/// <summary>Where lessons and what is expected of them lie in the repository.</summary>
internal static class LessonFiles
{
    private const string Scenarios = "scenarios";
    private const string Expected = "scenarios/expected";
    private const string Ending = ".summary.txt";
    private const string Comparison = ".compare.txt";
    private const string NamesGiven = ".names.txt";

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

    /// <summary>Where the comparison of a lesson's kernels lies, its changes included.</summary>
    internal static string ComparisonPathOf(string name) => RepoRoot.Combine($"{Expected}/{name}{Comparison}");

    /// <summary>Where the report of a lesson's names lies.</summary>
    internal static string NamesPathOf(string name) => RepoRoot.Combine($"{Expected}/{name}{NamesGiven}");

    /// <summary>Every file that a lesson wants there.</summary>
    internal static IEnumerable<string> WantedBy(Lesson lesson) =>
    [
        .. lesson.Generations.Select(generation => ExpectedPathOf(lesson, generation)),
        .. lesson.Variations().Select(varied => ExpectedPathOf(varied, varied.OwnGeneration().Name)),
        .. LessonPlays.Compared(lesson.Text).Take(1).Select(_ => ComparisonPathOf(lesson.Name)),
        .. LessonPlays.Named(lesson.Text).Take(1).Select(_ => NamesPathOf(lesson.Name)),
    ];
}
