namespace NumaProbe.Lessons.Tests;

/// <summary>Every lesson does what it says.</summary>
public sealed class LessonTests
{
    private const int SeedsTried = 20;

    public static TheoryData<string> Names => [.. LessonFiles.Names];

    public static TheoryData<string, string> Played =>
        [.. LessonFiles.Names.Select(Lesson.Load).SelectMany(lesson => lesson.Generations, (lesson, generation) => (lesson.Name, generation))];

    public static TheoryData<string, string> Varied =>
        [.. LessonFiles.Names.SelectMany(name => Lesson.Load(name).Variations(), (name, lesson) => (name, lesson.Variation!))];

    [Theory]
    [MemberData(nameof(Played))]
    public void Its_summary_is_the_expected_one(string name, string generation)
    {
        var lesson = Lesson.Load(name).On(generation);

        Golden.ShouldBe(LessonFiles.ExpectedPathOf(lesson, generation), LessonRun.Play(lesson, generation).Text);
    }

    [Theory]
    [MemberData(nameof(Varied))]
    public void Trying_what_it_proposes_gives_the_expected_summary(string name, string variation)
    {
        var lesson = Lesson.Load(name, variation);
        var generation = lesson.OwnGeneration().Name;

        var run = LessonRun.Play(lesson, generation);

        run.ShouldHaveEnded(lesson);
        Golden.ShouldBe(LessonFiles.ExpectedPathOf(lesson, generation), run.Text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_expectations_hold_whatever_the_seed(string name)
    {
        var lesson = Lesson.Load(name);
        for (var seed = 1UL; seed <= SeedsTried; seed++)
        {
            LessonRun.Play(lesson, lesson.OwnGeneration().Name, seed).Broken.ShouldBeEmpty($"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Played))]
    public void Its_expectations_hold_on_every_generation_but_those_it_says_differ(string name, string generation)
    {
        var lesson = Lesson.Load(name).On(generation);

        var run = LessonRun.Play(lesson, generation);

        run.ShouldHaveEnded(lesson);
        (run.Broken.Length > 0).ShouldBe(lesson.DiffersOnGeneration(generation), run.Broken);
    }

    [Theory]
    [MemberData(nameof(Varied))]
    public void A_change_that_expects_something_else_gets_it_whatever_the_seed(string name, string variation)
    {
        var lesson = Lesson.Load(name, variation);
        for (var seed = 1UL; lesson.ExpectsOtherThan(Lesson.Load(name)) && seed <= SeedsTried; seed++)
        {
            LessonRun.Play(lesson, lesson.OwnGeneration().Name, seed).Broken.ShouldBeEmpty($"seed {seed}");
        }
    }
}
