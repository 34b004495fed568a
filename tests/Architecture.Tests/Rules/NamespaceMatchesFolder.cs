using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>The namespace of a file says in which folder it is.</summary>
public sealed class NamespaceMatchesFolder : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("src/Shared/Topology/A.cs", "namespace NumaProbe.Shared; class A;"),
        One("src/Node/A.cs", "namespace NumaProbe.Coordinator; class A;"),
        One("tests/Node.Tests/A.cs", "namespace NumaProbe.Node; class A;"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        One("src/Shared/Topology/A.cs", "namespace NumaProbe.Shared.Topology; class A;"),
        One("src/Cluster.Akka/A.cs", "namespace NumaProbe.Cluster.Akka; class A;"),
        One("tests/Node.Tests/Workers/A.cs", "namespace NumaProbe.Node.Tests.Workers; class A;"),
        One("tests/Support/A.cs", "namespace NumaProbe.Tests.Support; class A;"),
        One("bench/A.cs", "namespace NumaProbe.Bench; class A;"),
        One("src/Cli/Program.cs", "return 0;"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where file.IsCSharp
        let wanted = Wanted(file.Path.Split('/')[..^1])
        from declared in file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>()
        where !string.Equals(declared.Name.ToString(), wanted, StringComparison.Ordinal)
        select file.At(declared, $"namespace {declared.Name}; the folder asks for {wanted}");

    private static string Wanted(string[] folders) => "NumaProbe." + string.Join('.', folders switch
    {
        ["src", .. var rest] => rest,
        ["tests", "Support", ..] => ["Tests", .. folders[1..]],
        ["tests", .. var rest] => rest,
        ["bench", .. var rest] => ["Bench", .. rest],
        _ => folders,
    });
}
