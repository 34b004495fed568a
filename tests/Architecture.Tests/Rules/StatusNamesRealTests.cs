using System.Text.RegularExpressions;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A test that the documentation names as a proof exists.</summary>
public sealed partial class StatusNamesRealTests : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad => [One("docs/status.md", "| x | built | `A_test_that_is_gone` |\n")];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        [new RepoFile("docs/status.md", "| `driver_attach`, `PROBE_PREFER_ASYNC` | built | `A_test_is_here` |\n"),
            new RepoFile("tests/Node.Tests/T.cs", "class T { [Fact] public void A_test_is_here() { } }")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo)
    {
        var tests = repo.Where(file => file.IsCSharp && file.IsUnder("tests"))
            .SelectMany(TestNamesAreSentences.TestsOf)
            .Select(test => test.Identifier.Text)
            .ToHashSet(StringComparer.Ordinal);
        return
            from file in repo
            where file.Path.EndsWith(".md", StringComparison.Ordinal)
            from line in file.Lines.Index()
            from match in TestName().Matches(line.Item)
            where !tests.Contains(match.Groups["name"].Value)
            select new Finding(file.Path, line.Index + 1, $"names the test {match.Groups["name"].Value}, which does not exist");
    }

    [GeneratedRegex("`(?<name>[A-Z][a-z]*_[a-z0-9]+(_[A-Za-z0-9]+)+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();
}
