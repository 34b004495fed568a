using NumaProbe.Shared.Generations;

namespace NumaProbe.Shared.Tests.Generations;

/// <summary>The page of generations shows what their data say.</summary>
public sealed class GenerationPageTests
{
    private const string End = "<!-- end -->";

    private static readonly string Page = RepoRoot.Combine("docs/reference/generations.md");

    // never in CI: there a page that lags behind has to fail
    private static readonly bool Updates =
        Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_DOCS") is "1" && Environment.GetEnvironmentVariable("CI") is not "true";

    [Fact]
    public void The_page_has_the_tables_that_the_generations_make()
    {
        var (page, wanted) = (File.ReadAllText(Page), "");
        wanted = With(page, "<!-- differences -->", GenerationTable.DifferencesAsMarkdown());
        wanted = With(wanted, "<!-- hazards -->", GenerationTable.HazardsAsMarkdown());
        if (Updates)
        {
            File.WriteAllText(Page, wanted);
            return;
        }

        page.ShouldBe(wanted, "NUMAPROBE_UPDATE_DOCS=1 writes the tables into the page");
    }

    [Fact]
    public void Every_generation_is_described() =>
        KernelGenerations.All.Where(g => !File.ReadAllText(Page).Contains($"**{g.Name}**", StringComparison.Ordinal)).Select(g => g.Name).ShouldBeEmpty();

    [Fact]
    public void No_two_generations_are_the_same() =>
        KernelGenerations.All.Select(g => string.Join('|', GenerationTable.Differences.Select(d => d.Of(g)))).ShouldBeUnique();

    private static string With(string page, string marker, string table)
    {
        var start = page.IndexOf(marker, StringComparison.Ordinal) + marker.Length + 1;
        var end = page.IndexOf(End, start, StringComparison.Ordinal);
        return page[..start] + table + page[end..];
    }
}
