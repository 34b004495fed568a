using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>
/// A file has one public type. Message families are excepted: types that derive from the file's first type or share
/// its base, and the files in folders named Messages or Records.
/// </summary>
public sealed class OnePublicTypePerFile : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("src/Node/A.cs", "namespace N; public class A; public class B;"),
        One("src/Node/A.cs", "namespace N; public record A; public enum B { One }"),
        One("src/Node/A.cs", "namespace N; public record A : IOne; public record B : ITwo;"),
        One("src/Node/A.cs", "namespace N; public record A(int X); public delegate void B();"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        One("src/Node/A.cs", "namespace N; public class A { public class Inner; } internal class B;"),
        One("src/Node/Step.cs", "namespace N; public record Step(int X); public record Wait(int X) : Step(X);"),
        One("src/Shared/Events/A.cs", "namespace N; public record A(int X) : IEvent; public record B : IEvent;"),
        One("src/Shared/Messages/ProbeMessages.cs", "namespace N; public record Ask; public record Answer;"),
        One("src/Shared/Events/Records/RunRecord.cs", "namespace N; public record Call; public record Probe;"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        repo.Where(file => file.IsCSharp && !IsFamilyFolder(file.Path)).SelectMany(CheckFile);

    private static IEnumerable<Finding> CheckFile(RepoFile file)
    {
        var types = file.Root
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
                && member.Modifiers.Any(SyntaxKind.PublicKeyword))
            .ToList();
        return types.Skip(1)
            .Where(type => !DerivesFrom(type, NameOf(types[0])) && !BasesOf(types[0]).Any(name => DerivesFrom(type, name)))
            .Select(type => file.At(type, $"{NameOf(type)} is a second public type; give it a file of its own"));
    }

    private static bool IsFamilyFolder(string path) =>
        path.Split('/').SkipLast(1).Any(folder => folder is "Messages" or "Records");

    private static bool DerivesFrom(MemberDeclarationSyntax type, string name) =>
        type is BaseTypeDeclarationSyntax { BaseList: { } bases }
        && bases.Types.Any(b => string.Equals(b.Type.ToString().Split('<')[0], name, StringComparison.Ordinal));

    private static IEnumerable<string> BasesOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax { BaseList: { } bases } ? bases.Types.Select(b => b.Type.ToString().Split('<')[0]) : [];

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => "",
    };
}
