using System.Text.RegularExpressions;

namespace NumaProbe.Lessons.Tests;

/// <summary>Lessons read well, and their answers say what the runs really gave.</summary>
public sealed partial class LessonTextTests
{
    private const int MostLines = 110;
    private const int MostSummaryLines = 200;

    public static TheoryData<string> Names => [.. LessonFiles.Names];

    [Fact]
    public void Lessons_are_numbered_from_one_on_without_a_gap()
    {
        var numbers = LessonFiles.Names.Select(name => int.Parse(name[..2], null)).ToList();

        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
    }

    [Fact]
    public void There_are_at_least_sixteen() => LessonFiles.Names.Count.ShouldBeGreaterThanOrEqualTo(16);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_asks_answers_and_expects(string name)
    {
        var scenario = Lesson.Load(name).Scenario();

        scenario.Name.ShouldBe(name);
        scenario.Title.ShouldNotBeEmpty();
        scenario.Question.ShouldNotBeNull().ShouldContain("?");
        scenario.Answer.ShouldNotBeNullOrWhiteSpace();
        scenario.Generation.ShouldNotBeNull();
        scenario.Expectations.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_fits_on_a_page(string name) => Lesson.Load(name).Text.Split('\n').Length.ShouldBeLessThanOrEqualTo(MostLines);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_of_its_answer_stands_in_an_expected_summary(string name)
    {
        var lesson = Lesson.Load(name);
        var answer = lesson.Scenario().Answer!;
        var summaries = string.Concat(LessonFiles.ExpectedFiles.Where(file => IsOf(file, name)).Select(File.ReadAllText));
        var given = Figure.AllOf(lesson.Text[..lesson.Text.IndexOf("answer:", StringComparison.Ordinal)]).ToList();
        var shown = Figure.AllOf(summaries).ToList();

        var figures = Figure.AllOf(answer).ToList();

        figures.ShouldNotBeEmpty();
        figures.Where(figure => !given.Contains(figure) && !shown.Exists(figure.IsRoundingOf)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_change_it_proposes_is_spoken_of_in_its_answer(string name)
    {
        var lesson = Lesson.Load(name);

        var tries = Tries().Matches(lesson.Scenario().Answer!).SelectMany(match => match.Groups["name"].Captures).Select(capture => capture.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        lesson.Variations().Select(varied => varied.Variation).Order(StringComparer.Ordinal).ShouldBe(tries);
    }

    [Fact]
    public void No_summary_is_left_of_a_lesson_or_a_change_that_is_gone()
    {
        var wanted = LessonFiles.Names.Select(Lesson.Load).SelectMany(LessonFiles.WantedBy);

        LessonFiles.ExpectedFiles.Order(StringComparer.Ordinal).ShouldBe(wanted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Summaries_are_short() =>
        LessonFiles.ExpectedFiles.ShouldAllBe(file => File.ReadLines(file).Count() <= MostSummaryLines);

    [Fact]
    public void The_page_of_lessons_links_to_every_one()
    {
        var page = File.ReadAllText(RepoRoot.Combine("scenarios/README.md"));

        LessonFiles.Names.Where(name => !page.Contains($"({name}.yaml)", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static bool IsOf(string file, string name) => Path.GetFileName(file).StartsWith(name + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"\((try\s+(?<name>[a-z0-9-]+)[,\s]*)+[^()]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tries();
}
