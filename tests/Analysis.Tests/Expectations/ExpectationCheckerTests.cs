using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Analysis.Tests.Summaries;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Tests.Expectations;

public sealed class ExpectationCheckerTests
{
    private static readonly RunSummary Summary = new Story().Added(0, 'a', 0).Probe(10, 50, 'a', 0)
        .Final('a', bound: true).Final('b', bound: false).End();

    [Theory]
    [InlineData("makespan", 50_000.0, 50_000.0, true, "makespan is 50.000 µs, expected 50.000 µs")]
    [InlineData("makespan", null, 49_999.0, false, "makespan is 50.000 µs, expected at most 49.999 µs")]
    [InlineData("bound", 1.0, null, true, "bound is 1, expected at least 1")]
    [InlineData("bound", 2.0, 3.0, false, "bound is 1, expected 2 to 3")]
    [InlineData("on_node_percent", 99.5, 100.0, true, "on_node_percent is 100, expected 99.5 to 100")]
    public void A_number_is_compared_with_its_range(string subject, double? minimum, double? maximum, bool holds, string text)
    {
        var verdict = ExpectationChecker.Check([new Expectation(subject, minimum, maximum, null)], Summary).ShouldHaveSingleItem();
        (verdict.Holds, verdict.Text).ShouldBe((holds, text));
    }

    [Theory]
    [InlineData("bound_to:a", "drv", true, "bound_to:a is drv, expected drv")]
    [InlineData("bound_to:b", "none", true, "bound_to:b is none, expected none")]
    [InlineData("bound_to:a", "other", false, "bound_to:a is drv, expected other")]
    [InlineData("bound_to:zz", "drv", false, "there is no figure or device for 'bound_to:zz'")]
    [InlineData("status", "completed", true, "status is completed, expected completed")]
    [InlineData("speed", "high", false, "there is no figure or device for 'speed'")]
    public void A_text_is_compared_exactly(string subject, string wanted, bool holds, string text)
    {
        var verdict = ExpectationChecker.Check([new Expectation(subject, null, null, wanted)], Summary).ShouldHaveSingleItem();
        (verdict.Holds, verdict.Text).ShouldBe((holds, text));
    }

    [Fact]
    public void Everything_a_scenario_may_expect_is_a_figure_of_the_summary() =>
        SummaryFigures.Names.ShouldBe(
            ExpectationSubjects.All.Except([ExpectationSubjects.BoundTo, ExpectationSubjects.Named]), ignoreOrder: true);

    [Theory]
    [InlineData("a", true, "named:sda is a, expected a")]
    [InlineData("b", false, "named:sda is a, expected b")]
    public void A_kernel_name_is_that_of_the_device_that_has_it_at_the_end(string device, bool holds, string text)
    {
        var summary = Summary with { Names = [new GivenName("sd", "sda", 0, "a", "drv", 1)] };

        var verdicts = ExpectationChecker.Check([new Expectation("named:sda", null, null, device), new Expectation("named:sdb", null, null, "none")], summary);

        (verdicts[0].Holds, verdicts[0].Text, verdicts[1].Holds).ShouldBe((holds, text, true));
    }

    [Fact]
    public void A_figure_that_the_run_has_none_of_is_in_no_range()
    {
        var verdict = ExpectationChecker.Check([new Expectation("makespan", null, 1e12, null)], new Story().End()).ShouldHaveSingleItem();
        (verdict.Holds, verdict.Text).ShouldBe((false, "makespan is none, expected at most 1000.000 s"));
    }

    [Fact]
    public void A_hang_is_a_false_verdict_unless_it_is_expected()
    {
        var hung = new Story().End(RunStatus.Hung);
        ExpectationChecker.Check([], Summary).ShouldBeEmpty();
        ExpectationChecker.Check([], hung).ShouldHaveSingleItem().Text.ShouldBe("status is hung, expected completed");
        ExpectationChecker.Check([new Expectation("status", null, null, "hung")], hung).ShouldAllBe(v => v.Holds);
    }

    [Theory]
    [InlineData(51_000.0, true, "makespan is 50.000 µs, published 51.000 µs, within 2.5 %")]
    [InlineData(48_000.0, false, "makespan is 50.000 µs, published 48.000 µs, within 2.5 %")]
    [InlineData(60_000.0, false, "makespan is 50.000 µs, published 60.000 µs, within 2.5 %")]
    public void A_run_comes_as_near_to_a_published_figure_as_is_asked(double published, bool holds, string text)
    {
        var expectation = Expectation.OfPublished("makespan", new(published, 25_000, FigureConstants.Fitted, "a paper"));

        var verdict = ExpectationChecker.Check([expectation], Summary).ShouldHaveSingleItem();

        (verdict.Holds, verdict.Text).ShouldBe((holds, text));
        verdict.DifferencePercent.ShouldNotBeNull().ShouldBe(100 * (50_000 - published) / published, 1e-9);
    }

    [Fact]
    public void A_published_figure_that_the_run_has_none_of_has_no_difference()
    {
        var verdict = ExpectationChecker.Check([Expectation.OfPublished("makespan", new(5, 50_000, FigureConstants.Predicted, "x"))], new Story().End()).ShouldHaveSingleItem();

        (verdict.Holds, verdict.DifferencePercent).ShouldBe((false, null));
    }
}
