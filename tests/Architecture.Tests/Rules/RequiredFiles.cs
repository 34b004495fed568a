using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>The repository has the files a visitor looks for, and the changelog opens with what is not released yet.</summary>
public sealed class RequiredFiles : TidyRule
{
    private static readonly string[] Required =
    [
        "README.md", "CHANGELOG.md", "LICENSE", "CONTRIBUTING.md", "build.sh", "build.ps1", ".ci/run",
        "docs/README.md", "docs/quickstart.md", "docs/concepts.md", "docs/glossary.md", "docs/status.md", "docs/limitations.md",
    ];

    private static readonly string[] Areas = ["CLI", "API", "UI", "Scenario files", "Model fidelity", "Internals"];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        .. Required.Select(missing => Repo("## Unreleased\n### CLI\n").Where(file => file.Path != missing).ToArray()),
        Repo("## 0.1.0\n## Unreleased\n"),
        Repo("## Unreleased\n### Misc\n"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [Repo("# Changelog\n\n## Unreleased\n\n### CLI\n- x\n\n## 0.1.0\n### Internals\n")];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo)
    {
        foreach (var path in Required.Where(path => repo.All(file => file.Path != path)))
        {
            yield return new Finding(path, 0, "is missing");
        }

        var changelog = repo.FirstOrDefault(file => file.Path == "CHANGELOG.md")?.Lines ?? [];
        if (changelog.FirstOrDefault(line => line.StartsWith("## ", StringComparison.Ordinal)) is not "## Unreleased")
        {
            yield return new Finding("CHANGELOG.md", 0, "does not open with '## Unreleased'");
        }

        foreach (var line in changelog.Where(line => line.StartsWith("### ", StringComparison.Ordinal) && !Areas.Contains(line[4..], StringComparer.Ordinal)))
        {
            yield return new Finding("CHANGELOG.md", 0, $"'{line}' is none of the areas {string.Join(", ", Areas)}");
        }
    }

    private static RepoFile[] Repo(string changelog) => [.. Required.Select(path => new RepoFile(path, path is "CHANGELOG.md" ? changelog : "x\n"))];
}
