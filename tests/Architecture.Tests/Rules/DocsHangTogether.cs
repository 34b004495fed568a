using System.Text.RegularExpressions;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>Links between pages lead somewhere, and docs/README.md leads to every page.</summary>
public sealed partial class DocsHangTogether : TidyRule
{
    private const string Index = "docs/README.md";

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("README.md", "[gone](docs/gone.md)\n"),
        One("README.md", "![picture](docs/images/gone.svg)\n"),
        [new RepoFile(Index, "no link\n"), new RepoFile("docs/concepts.md", "x\n")],
        [new RepoFile(Index, "[adr](adr/)\n"), new RepoFile("docs/adr/0001-a.md", "x\n")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        [new RepoFile(Index, "[c](concepts.md#time) [src](../src/) [w](https://example.org/x)\n"), new RepoFile("docs/concepts.md", "[up](../README.md) [a](#a)\n"),
            new RepoFile("README.md", "x\n"), new RepoFile("src/A.cs", "class A;")],
        One("scenarios/README.md", "[self](README.md)\n"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo)
    {
        var links = repo.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(file => file.Lines.Index().SelectMany(line =>
                Link().Matches(line.Item).Select(match => (From: file.Path, Line: line.Index + 1, To: Resolve(file.Path, match.Groups["to"].Value)))))
            .ToList();
        var linked = links.Where(link => link.From == Index).Select(link => link.To).ToHashSet(StringComparer.Ordinal);
        var broken = links.Where(link => !repo.Any(file => file.Path == link.To || file.IsUnder(link.To)))
            .Select(link => new Finding(link.From, link.Line, $"links to {link.To}, which does not exist"));
        var lost = repo.Where(file => file.IsUnder("docs") && file.Path.EndsWith(".md", StringComparison.Ordinal) && file.Path != Index && !linked.Contains(file.Path))
            .Select(file => new Finding(file.Path, 0, $"is not linked from {Index}"));
        return broken.Concat(lost);
    }

    private static string Resolve(string from, string to)
    {
        var parts = from.Split('/')[..^1].ToList();
        foreach (var part in to.TrimEnd('/').Split('/').Where(part => part is not "."))
        {
            if (part is ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    // Addresses with a scheme and places within a page are left out.
    [GeneratedRegex(@"\]\((?<to>(?!\w+:)[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
