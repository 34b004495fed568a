namespace NumaProbe.Lessons.Tests;

/// <summary>Changes are made as a reader would make them, and a change that fits nowhere is noticed.</summary>
public sealed class LessonChangeTests
{
    private const string Text = "# try wide: a: 1 -> a: 2\n# try wide: b -> c\na: 1\nb: 1\n";

    [Fact]
    public void A_change_is_made_outside_the_lines_that_propose_it() =>
        LessonChange.Of(Text).Aggregate(Text, static (text, change) => change.Apply(text))
            .ShouldBe("# try wide: a: 1 -> a: 2\n# try wide: b -> c\na: 2\nc: 1\n");

    [Fact]
    public void A_change_that_fits_nowhere_is_an_error() =>
        Should.Throw<ShouldAssertException>(() => new LessonChange("x", "none", "some").Apply(Text));

    [Fact]
    public void A_proposal_of_another_form_is_an_error() =>
        Should.Throw<ShouldAssertException>(() => LessonChange.Of("# try this and that\n").ToList());
}
