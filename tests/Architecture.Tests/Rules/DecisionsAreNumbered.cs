using System.Globalization;
using System.Text.RegularExpressions;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>Decision records are numbered from 0001 without a gap, say their number in their title and fit one page.</summary>
public sealed partial class DecisionsAreNumbered : TidyRule
{
    private const int PageLines = 60;

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("docs/adr/0002-starts-late.md", "# 0002: Starts late\n"),
        [Record("0001-a.md", "# 0001: A\n"), Record("0001-b.md", "# 0001: B\n")],
        One("docs/adr/no-number.md", "# 0001: A\n"),
        One("docs/adr/0001-a.md", "# 0007: A\n"),
        One("docs/adr/0001-a.md", "# 0001: A\n" + new string('\n', PageLines)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [[Record("0001-a.md", "# 0001: A\n"), Record("0002-b.md", "# 0002: B\n")]];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo)
    {
        var next = 1;
        foreach (var file in repo.Where(file => file.IsUnder("docs/adr")))
        {
            var number = next++.ToString("D4", CultureInfo.InvariantCulture);
            var name = file.Path["docs/adr/".Length..];
            if (!Name().IsMatch(name) || !name.StartsWith(number, StringComparison.Ordinal))
            {
                yield return new Finding(file.Path, 0, $"should be called {number}-some-words.md");
            }

            if (file.Lines.Count == 0 || !file.Lines[0].StartsWith($"# {name[..Math.Min(4, name.Length)]}: ", StringComparison.Ordinal))
            {
                yield return new Finding(file.Path, 1, "does not open with '# NUMBER: title'");
            }

            if (file.Lines.Count > PageLines)
            {
                yield return new Finding(file.Path, 0, $"is longer than a page ({PageLines} lines)");
            }
        }
    }

    private static RepoFile Record(string name, string text) => new($"docs/adr/{name}", text);

    [GeneratedRegex(@"^\d{4}(-[a-z0-9.]+)+\.md$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
