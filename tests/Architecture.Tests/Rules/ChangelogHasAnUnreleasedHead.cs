using System.Text.RegularExpressions;
using System.Xml.Linq;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>The changelog opens with what is unreleased, its releases descend, and what is built is newer than the last of them, or is it (docs/how-to/release.md).</summary>
public sealed partial class ChangelogHasAnUnreleasedHead : TidyRule
{
    private const string Changelog = "CHANGELOG.md";
    private const string Props = "Directory.Build.props";

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        Repo("# Changelog\n\n## 0.1.0 (2027-01-01)\n", "0.2.0"),
        Repo("# Changelog\n\n## Unreleased\n\n## 0.1.0 (2027-01-01)\n\n## 0.2.0 (2027-02-01)\n", "0.3.0"),
        Repo("# Changelog\n\n## Unreleased\n\n## 0.2.0 (2027-01-01)\n", "0.1.9"),
        Repo("# Changelog\n\n## Unreleased\n\n## Soon\n", "0.1.0"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        Repo("# Changelog\n\n## Unreleased\n\n### CLI\n", "0.1.0"),
        Repo("# Changelog\n\n## Unreleased\n\n## 0.2.0 (2027-02-01)\n\n## 0.1.0 (2027-01-01)\n", "0.2.0"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where file.Path == Changelog
        let heads = file.Lines.Index().Where(line => line.Item.StartsWith("## ", StringComparison.Ordinal)).ToList()
        from finding in CheckHeads(file, heads, VersionOf(repo))
        select finding;

    private static IEnumerable<Finding> CheckHeads(RepoFile file, List<(int Index, string Item)> heads, Version built)
    {
        if (heads is not [(_, "## Unreleased"), ..])
        {
            yield return new Finding(file.Path, 1, "does not open with '## Unreleased'");
        }

        var newer = new Version(int.MaxValue, 0);
        foreach (var (index, head) in heads.Where(head => head.Item is not "## Unreleased"))
        {
            var version = Release().Match(head) is { Success: true } match ? Version.Parse(match.Groups["version"].Value) : null;
            if (version is null || version >= newer || version > built)
            {
                yield return new Finding(file.Path, index + 1, $"'{head}' is no release older than the one above it, and at most {built}");
            }

            newer = version ?? newer;
        }
    }

    private static Version VersionOf(IReadOnlyList<RepoFile> repo) =>
        Version.Parse(XDocument.Parse(repo.Single(file => file.Path == Props).Text).Descendants("Version").Single().Value);

    private static RepoFile[] Repo(string changelog, string version) =>
        [new(Changelog, changelog), new(Props, $"<Project><PropertyGroup><Version>{version}</Version></PropertyGroup></Project>")];

    [GeneratedRegex(@"^## (?<version>\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Release();
}
