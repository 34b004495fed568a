using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A room opens with a README of one screen: what it is for, its theory, its map, what it must never do.</summary>
public sealed class RoomsHaveReadmes : TidyRule
{
    /// <summary>Most lines of one screen.</summary>
    private const int Screen = 45;

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("src/Node/A.cs", "class A;"),
        [new("src/Node/A.cs", "class A;"), new("src/Node/README.md", "# Node\n\nA node.\n")],
        [new("src/Node/A.cs", "class A;"), new("src/Node/README.md", "# Node\n\nIt must never fly.\n" + new string('\n', Screen))],
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [[new("src/Node/A.cs", "class A;"), new("src/Node/README.md", "# Node\n\nA node. It must never fly.\n")]];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from room in repo.Where(file => file.IsCSharp && file.IsUnder("src")).Select(file => file.Path.Split('/')[1]).Distinct(StringComparer.Ordinal)
        let path = $"src/{room}/README.md"
        let problem = Problem(repo.FirstOrDefault(file => file.Path == path))
        where problem is not null
        select new Finding(path, 0, problem);

    private static string? Problem(RepoFile? readme) =>
        readme is null ? "is missing"
        : readme.Lines.Count > Screen ? $"has {readme.Lines.Count} lines; a screen has {Screen}"
        : readme.Text.Contains("must never", StringComparison.Ordinal) ? null
        : "does not say what the room must never do";
}
