using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>
/// A package that shapes code is known to the rooms whose business it is, and to nobody else. Akka.NET: the room that hosts emulated actors in it, in
/// virtual time, and the one that puts processes together with it, in real time. YAML: the file format. SQL: run folders and the journal.
/// </summary>
public sealed class PackagesStayInTheirRooms : TidyRule
{
    private static readonly (string Package, string Namespace, string[] Rooms)[] Table =
    [
        ("Akka", "Akka", ["src/VirtualTime.Akka", "src/Cluster"]),
        ("YamlDotNet", "YamlDotNet", ["src/Scenarios"]),
        ("Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite", ["src/Runs", "src/Cluster/Journal"]),
        ("SQLitePCLRaw", "SQLitePCL", ["src/Runs", "src/Cluster/Journal"]),
        ("MessagePack", "MessagePack", ["src/Cluster/Wire"]),
        ("Spectre.Console", "Spectre", ["src/Cli"]),
        ("System.CommandLine", "System.CommandLine", ["src/Cli"]),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("src/Node/A.cs", "using Akka.Actor;"),
        One("src/VirtualTime/A.cs", "using global::Akka.Dispatch;"),
        One("src/Cli/A.cs", "class A { Akka.Actor.IActorRef? R; }"),
        One("src/Coordinator/A.cs", "using Props = global::Akka.Actor.Props;"),
        One("src/Shared/NumaProbe.Shared.csproj", "<PackageReference Include=\"Akka.Cluster\" />"),
        One("src/Shared/A.cs", "using YamlDotNet.Core;"),
        One("src/Analysis/A.cs", "using Microsoft.Data.Sqlite;"),
        One("src/Cluster/Conduct/A.cs", "using Microsoft.Data.Sqlite;"),
        One("src/Shared/NumaProbe.Shared.csproj", "<PackageReference Include=\"SQLitePCLRaw.bundle_e_sqlite3\" />"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        One("src/VirtualTime.Akka/A.cs", "using global::Akka.Actor;"),
        One("src/Cluster/Members/A.cs", "using Akka.Cluster;"),
        One("src/Cluster/NumaProbe.Cluster.csproj", "<PackageReference Include=\"Akka.Cluster\" /><PackageReference Include=\"Microsoft.Data.Sqlite\" />"),
        One("src/Cli/A.cs", "using NumaProbe.VirtualTime.Akka; class A { string Akka = nameof(AkkaHosts); string B => Akka; }"),
        One("src/Cluster/Journal/A.cs", "using Microsoft.Data.Sqlite;"),
        One("src/Scenarios/Documents/A.cs", "using YamlDotNet.Core;"),
        One("tests/VirtualTime.Akka.Tests/A.cs", "using Akka.TestKit;"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        repo.Where(file => file.IsUnder("src")).SelectMany(file => file.IsCSharp ? InCode(file) : InProject(file));

    private static IEnumerable<Finding> InCode(RepoFile file) =>
        from name in file.Root.DescendantNodes().OfType<NameSyntax>()
        where name is QualifiedNameSyntax || name.Parent is UsingDirectiveSyntax
        let text = name.ToString().Replace("global::", "", StringComparison.Ordinal)
        from row in Table
        where IsIn(text, row.Namespace) && !row.Rooms.Any(file.IsUnder)
        where name.Parent is not QualifiedNameSyntax
        select file.At(name, $"'{name}': only {string.Join(" and ", row.Rooms)} know {row.Package}");

    private static IEnumerable<Finding> InProject(RepoFile file) =>
        from line in file.Lines.Index()
        where file.Path.EndsWith(".csproj", StringComparison.Ordinal)
        from row in Table
        where line.Item.Contains($"PackageReference Include=\"{row.Package}", StringComparison.Ordinal)
            && !row.Rooms.Any(room => room.StartsWith(RoomOf(file.Path), StringComparison.Ordinal))
        select new Finding(file.Path, line.Index + 1, $"only {string.Join(" and ", row.Rooms)} know {row.Package}");

    private static bool IsIn(string name, string space) => name == space || name.StartsWith(space + ".", StringComparison.Ordinal);

    private static string RoomOf(string path) => string.Join('/', path.Split('/')[..2]);
}
