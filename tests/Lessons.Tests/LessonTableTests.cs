namespace NumaProbe.Lessons.Tests;

/// <summary>Lessons about differences between kernels show them side by side.</summary>
public sealed class LessonTableTests
{
    public static TheoryData<string> Compared => [.. LessonFiles.Names.Where(name => LessonPlays.Compared(Lesson.Load(name).Text).Count > 0)];

    public static TheoryData<string> Named => [.. LessonFiles.Names.Where(name => LessonPlays.Named(Lesson.Load(name).Text).Any())];

    [Theory]
    [MemberData(nameof(Compared))]
    public void Its_comparison_is_the_expected_one(string name)
    {
        var lesson = Lesson.Load(name);

        Golden.ShouldBe(LessonFiles.ComparisonPathOf(name), LessonTables.Compared(lesson, LessonPlays.Compared(lesson.Text)));
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Its_names_are_as_stable_as_expected(string name) =>
        Golden.ShouldBe(LessonFiles.NamesPathOf(name), LessonTables.Named(Lesson.Load(name)));
}
