using System.Text.RegularExpressions;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Tests.Format;

/// <summary>The tables of the pages on scenario files are those of the format. NUMAPROBE_UPDATE_DOCS=1 writes them anew.</summary>
public sealed partial class ReferenceTableTests
{
    private static readonly string[] Pages = ["docs/reference/scenario.md", "docs/reference/probes.md", "docs/reference/nvdimm.md", "docs/reference/expectations.md"];

    [Theory]
    [InlineData("docs/reference/scenario.md")]
    [InlineData("docs/reference/probes.md")]
    [InlineData("docs/reference/expectations.md")]
    [InlineData("docs/reference/nvdimm.md")]
    public void The_tables_of_the_page_are_those_of_the_format(string path)
    {
        var page = File.ReadAllText(RepoRoot.Combine(path));
        var expected = Table().Replace(page, m => $"<!-- table: {m.Groups["name"].Value} -->\n\n{TableOf(m.Groups["name"].Value)}\n<!-- end -->");
        if (Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_DOCS") is not null)
        {
            File.WriteAllText(RepoRoot.Combine(path), expected);
        }

        File.ReadAllText(RepoRoot.Combine(path)).ShouldBe(expected);
    }

    [Fact]
    public void Every_table_of_the_format_is_on_a_page()
    {
        var pages = string.Concat(Pages.Select(p => File.ReadAllText(RepoRoot.Combine(p))));

        Table().Matches(pages).Select(m => m.Groups["name"].Value).Order(StringComparer.Ordinal)
            .ShouldBe(ReferenceTables.Names.Concat(["machines", "classes", "distributions"]).Order(StringComparer.Ordinal));
    }

    private static string TableOf(string name) => name switch
    {
        "machines" => "| machine | what it is | where its numbers are from |\n| --- | --- | --- |\n"
            + string.Concat(MachinePresets.All.Select(m => $"| `{m.Name}` | {m.Title} | {m.Source} |\n")),
        "classes" => "| class | names | source | taken | before |\n| --- | --- | --- | --- | --- |\n" + string.Concat(BuiltInNaming.All.Select(Row)),
        "distributions" => "| distribution | for example |\n| --- | --- |\n"
            + string.Concat(DistributionText.Kinds.Select(k => $"| {k.Name} | `{k.Example}` |\n")),
        _ => ReferenceTables.Table(name),
    };

    private static string Row(NamingClass c)
    {
        var of = c.Of is null ? "" : $", of `{c.Of}`";
        var before = c.Before.Select(b => $"{b.Before}: {string.Join(", ", new[] { b.Source?.ToString(), b.Taken?.ToString() }.Where(t => t is not null).Select(t => $"`{Snake(t!)}`"))}");
        return $"| `{c.Name}` | `{c.Format}` | `{Snake(c.Source.ToString())}`{of}{(c.First == 0 ? "" : ", from " + c.First)} | `{Snake(c.Taken.ToString())}` | {string.Join("; ", before)} |\n";
    }

    private static string Snake(string member) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(member);

    [GeneratedRegex("<!-- table: (?<name>[A-Za-z]+) -->\n.*?<!-- end -->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();
}
