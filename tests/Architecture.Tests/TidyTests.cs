using NumaProbe.Architecture.Tests.Repo;
using NumaProbe.Architecture.Tests.Rules;

namespace NumaProbe.Architecture.Tests;

/// <summary>The repository keeps its own rules, and each rule can fail.</summary>
public sealed class TidyTests
{
    public static TheoryData<string> Rules => [.. TidyRule.All.Select(rule => rule.GetType().Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_repository_keeps_the_rule(string rule) =>
        string.Join('\n', Rule(rule).Check(RepoFiles.All)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_rejects_each_of_its_bad_examples(string rule)
    {
        var examples = Rule(rule).Bad.ToList();
        examples.ShouldNotBeEmpty();
        examples.ShouldAllBe(example => Rule(rule).Check(example).Any());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_accepts_each_of_its_good_examples(string rule)
    {
        var examples = Rule(rule).Good.ToList();
        examples.ShouldNotBeEmpty();
        string.Join('\n', examples.SelectMany(example => Rule(rule).Check(example))).ShouldBeEmpty();
    }

    [Fact]
    public void The_repository_is_read_from_its_root()
    {
        RepoFiles.All.ShouldContain(file => file.Path == "global.json");
        RepoFiles.All.ShouldNotContain(file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_without_git_is_read_from_the_tree()
    {
        var paths = RepoFiles.Walk(RepoRoot.Folder).ToList();

        paths.ShouldContain(RepoRoot.Combine("src/VirtualTime/NumaProbe.VirtualTime.csproj"));
        paths.ShouldNotContain(path => path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }

    private static TidyRule Rule(string name) => TidyRule.All.Single(rule => rule.GetType().Name == name);
}
