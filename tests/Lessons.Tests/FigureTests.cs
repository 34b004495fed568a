namespace NumaProbe.Lessons.Tests;

/// <summary>The check of the answers' figures can fail.</summary>
public sealed class FigureTests
{
    [Theory]
    [InlineData("49 ms", "49.128 ms", true)]
    [InlineData("49.1 ms", "49.128 ms", true)]
    [InlineData("49.2 ms", "49.128 ms", false)]
    [InlineData("50 ms", "49.128 ms", false)]
    [InlineData("0.05 s", "49.128 ms", true)]
    [InlineData("100 %", "100.0 %", true)]
    [InlineData("14 %", "14.3 % of the probes", true)]
    [InlineData("15 %", "14.3 % of the probes", false)]
    [InlineData("36 probes", "36 probes, at most", true)]
    [InlineData("1 probe at once", "8 probes at once", false)]
    [InlineData("0 bound", "1 bound, 0 deferred", false)]
    [InlineData("36 %", "36 probes", false)]
    public void A_figure_is_found_when_it_is_a_rounding_of_one_shown(string said, string shown, bool found) =>
        Figure.AllOf(shown).Any(Figure.AllOf(said).Single().IsRoundingOf).ShouldBe(found);

    [Theory]
    [InlineData("lesson 8, v6.12, 2 x 4 CPUs, n(n+1)/2, 8 + 7, 12 TiB, 3.6 times")]
    [InlineData("d40 ms-like 40msx")]
    public void Other_numbers_are_no_figures(string text) => Figure.AllOf(text).ShouldBeEmpty();

    [Fact]
    public void A_figure_may_be_broken_over_two_lines() => Figure.AllOf("after\n  49\n  ms").ShouldBe([new Figure(49, 0, "ms")]);
}
