using NumaProbe.Architecture.Tests.Repo;
using NumaProbe.Architecture.Tests.Rooms;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>
/// The folders of a room build on each other in one direction. The files that lie in a room itself are a folder like the others: what everybody uses,
/// or what uses everybody, and not both.
/// </summary>
public sealed class FoldersFormNoCycle : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        Two("namespace N.A; class One { N.B.Two? F; }", "namespace N.B; class Two { N.A.One? F; }"),
        Two("namespace N.A; class One { N.B.Two? F; }", "namespace N.B; class Two { int M(System.Collections.Generic.List<N.A.One> list) => 1; }"),
        [
            new("src/Node/A/One.cs", "namespace N.A; class One : N.B.Two;"), new("src/Node/B/Two.cs", "namespace N.B; class Two { N.Three? F; }"),
            new("src/Node/Three.cs", "namespace N; class Three { string M() => nameof(A.One); }"),
        ],
        Two(
            "namespace N.A; static class One { internal static int Twice(this int x) => 2 * x; class Three { N.B.Two? F; } }",
            "using N.A; namespace N.B; class Two { int M() => 1.Twice(); }"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        Two("namespace N.A; class One { N.B.Two? F; }", "namespace N.B; /// <summary><see cref=\"N.A.One\"/></summary>\nclass Two { int One => 1; int M() => One; }"),
        [new("src/Node/A/One.cs", "namespace N.A; class One { M.B.Two? F; }"), new("src/Coordinator/B/Two.cs", "namespace M.B; class Two { N.A.One? F; }")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        FolderGraph.Of([.. repo.Where(file => file.IsCSharp && file.IsUnder("src"))]).Cycles();

    private static RepoFile[] Two(string a, string b) => [new("src/Node/A/One.cs", a), new("src/Node/B/Two.cs", b)];
}
