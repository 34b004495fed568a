namespace NumaProbe.Lessons.Tests;

/// <summary>Changes are made as a reader would make them, and a change that fits nowhere is noticed.</summary>
public sealed class LessonChangeTests
{
    private const string Text = "# try wide: a: 1 -> a: 2\n# try wide: b -> c\na: 1\nb: 1\n";

    [Fact]
    public void A_change_is_made_outside_the_lines_that_propose_it() =>
        LessonChange.Of(Text, LessonChange.Try).Aggregate(Text, static (text, change) => change.Apply(text))
            .ShouldBe("# try wide: a: 1 -> a: 2\n# try wide: b -> c\na: 2\nc: 1\n");

    [Fact]
    public void A_change_that_fits_nowhere_is_an_error() =>
        Should.Throw<ShouldAssertException>(() => new LessonChange("x", "none", "some").Apply(Text));

    [Fact]
    public void A_proposal_of_another_form_is_an_error() =>
        Should.Throw<ShouldAssertException>(() => LessonChange.Of("# try this and that\n", LessonChange.Try).ToList());

    [Fact]
    public void What_is_expected_on_another_kernel_changes_there_only()
    {
        const string Lesson = "# on v4.19: b: 1 -> b: 2\nb: 1\n";

        LessonChange.Of(Lesson, LessonChange.Try).ShouldBeEmpty();
        LessonChange.Of(Lesson, LessonChange.On).Single().Apply(Lesson).ShouldBe("# on v4.19: b: 1 -> b: 2\nb: 2\n");
    }

    [Fact]
    public void A_lesson_says_on_which_kernels_it_is_played_compared_and_named()
    {
        const string Lesson = "# compare v4.19, v5.1\n# names v5.1, v6.12 seeds 3..12\n";

        LessonPlays.Compared(Lesson).ShouldBe(["v4.19", "v5.1"]);
        LessonPlays.Named(Lesson).ShouldBe([("v5.1", 3UL, 10), ("v6.12", 3UL, 10)]);
    }
}
