namespace NumaProbe.Lessons.Tests;

/// <summary>The page of calibrations shows what the lessons say and what their runs give.</summary>
public sealed class CalibrationPageTests
{
    private const string End = "<!-- end -->";

    private static readonly string Page = RepoRoot.Combine("docs/reference/calibrations.md");

    // never in CI: there a page that lags behind has to fail
    private static readonly bool Updates =
        Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_DOCS") is "1" && Environment.GetEnvironmentVariable("CI") is not "true";

    [Fact]
    public void The_page_has_every_published_figure_and_every_fitted_constant()
    {
        var page = File.ReadAllText(Page);
        var wanted = With(With(page, "<!-- figures -->", Calibration.Figures()), "<!-- fitted -->", Calibration.Fitted());
        if (Updates)
        {
            File.WriteAllText(Page, wanted);
            return;
        }

        page.ShouldBe(wanted, "NUMAPROBE_UPDATE_DOCS=1 writes the tables into the page");
    }

    [Fact]
    public void A_lesson_that_fits_a_figure_says_which_constants_and_to_what()
    {
        foreach (var scenario in LessonFiles.Names.Select(name => Lesson.Load(name).Scenario()).Where(s => s.Expectations.Any(e => e.Published?.Constants == Shared.Model.FigureConstants.Fitted)))
        {
            scenario.FittedCosts.ShouldNotBeEmpty(scenario.Name);
            scenario.CostSource.ShouldNotBeNullOrWhiteSpace(scenario.Name);
        }
    }

    private static string With(string page, string marker, string table)
    {
        var start = page.IndexOf(marker, StringComparison.Ordinal) + marker.Length + 1;
        var end = page.IndexOf(End, start, StringComparison.Ordinal);
        return page[..start] + table + page[end..];
    }
}
