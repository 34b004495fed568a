using System.Text.RegularExpressions;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Scenarios.Binding;

namespace NumaProbe.Shared.Tests.Scenarios;

/// <summary>docs/reference/scenario.md and probes.md say what the loader does.</summary>
public sealed partial class ScenarioReferenceTests
{
    private static readonly string Page =
        File.ReadAllText(RepoRoot.Combine("docs/reference/scenario.md")) + File.ReadAllText(RepoRoot.Combine("docs/reference/probes.md"));

    public static TheoryData<string> Examples => [.. Block().Matches(Page).Select(m => m.Groups["yaml"].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_page_is_valid(string yaml)
    {
        var head = yaml.Contains("topology:", StringComparison.Ordinal) || yaml.Contains("machine:", StringComparison.Ordinal)
            ? SomeYaml.Head[..SomeYaml.Head.IndexOf("topology", StringComparison.Ordinal)]
            : SomeYaml.Head;

        ScenarioLoader.LoadText(yaml.StartsWith("apiVersion", StringComparison.Ordinal) ? yaml : head + yaml, "scenario.md").Describe().ShouldBeEmpty(yaml);
    }

    [Fact]
    public void Every_operation_cost_and_subject_is_on_the_page() =>
        EventOperations.All.Concat(CostMembers.All.Select(m => m.Key)).Concat(ExpectationSubjects.All)
            .Where(word => !Page.Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [GeneratedRegex("^```yaml\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
