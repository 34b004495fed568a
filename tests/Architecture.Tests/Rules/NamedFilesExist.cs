using System.Text.RegularExpressions;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A file or folder that a page names in code type exists, so that a glossary does not point at a moved file.</summary>
public sealed partial class NamedFilesExist : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("docs/glossary.md", "| probe | x | `src/Node/Gone.cs` |\n"),
        One("README.md", "see `tests/Gone` and more\n"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        [new RepoFile("docs/glossary.md", "`src/Node/A.cs`, `src/Node`, `src/Node/`, `drivers/base/dd.c`, `src/*/A.cs`, src/Gone.cs\n"), new RepoFile("src/Node/A.cs", "class A;")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from page in repo
        where page.Path.EndsWith(".md", StringComparison.Ordinal)
        from line in page.Lines.Index()
        from match in Named().Matches(line.Item)
        let path = match.Groups["path"].Value.TrimEnd('/')
        where !repo.Any(file => file.Path == path || file.IsUnder(path))
        select new Finding(page.Path, line.Index + 1, $"names {path}, which does not exist");

    [GeneratedRegex(@"`(?<path>(src|tests|bench|docs)/[\w./-]*)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
