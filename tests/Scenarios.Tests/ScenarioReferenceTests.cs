using System.Text;
using System.Text.RegularExpressions;
using NumaProbe.Scenarios.Costs;
using NumaProbe.Scenarios.Live;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Tests;

/// <summary>docs/reference/scenario.md, probes.md, nvdimm.md and expectations.md say what the loader does.</summary>
public sealed partial class ScenarioReferenceTests
{
    private static readonly string Page = File.ReadAllText(RepoRoot.Combine("docs/reference/scenario.md"));

    private static readonly string Probes = File.ReadAllText(RepoRoot.Combine("docs/reference/probes.md"));

    private static readonly string Expectations = File.ReadAllText(RepoRoot.Combine("docs/reference/expectations.md"));

    private static readonly int Fragments = Page.IndexOf("## Fragments", StringComparison.Ordinal);

    public static TheoryData<string> Examples => [.. Blocks(Page[..Fragments]), .. Blocks(Probes), .. Blocks(Expectations), .. Blocks(File.ReadAllText(RepoRoot.Combine("docs/reference/nvdimm.md")))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_page_is_valid(string yaml)
    {
        var head = yaml.Contains("topology:", StringComparison.Ordinal) || yaml.Contains("machine:", StringComparison.Ordinal)
            ? SomeYaml.Head[..SomeYaml.Head.IndexOf("topology", StringComparison.Ordinal)]
            : SomeYaml.Head;

        TestScenario.Load(yaml.StartsWith("apiVersion", StringComparison.Ordinal) ? yaml : head + yaml, "scenario.md").Describe().ShouldBeEmpty(yaml);
    }

    [Fact]
    public void The_example_of_a_fragment_fits_the_first_example_of_a_scenario()
    {
        var scenario = TestScenario.Load(Blocks(Page).First(), "scenario.md").Scenario!;

        ScenarioFragment.Read(Encoding.UTF8.GetBytes(Blocks(Page[Fragments..]).ShouldHaveSingleItem()), "scenario.md", scenario).Describe().ShouldBeEmpty();
    }

    [Fact]
    public void Every_operation_cost_and_subject_is_on_the_page() =>
        EventOperations.All.Concat(CostMembers.All.Select(m => m.Key)).Concat(ExpectationSubjects.All)
            .Where(word => !(Page + Expectations).Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();

    private static IEnumerable<string> Blocks(string text) => Block().Matches(text).Select(m => m.Groups["yaml"].Value);

    [GeneratedRegex("^```yaml\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
