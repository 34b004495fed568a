using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A name stands for one type of src/, so that whoever reads it knows which. Nested types are their owner's business; a generic type may stand beside a plain one.</summary>
public sealed class TypeNamesAreUnique : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        [new("src/Node/A.cs", "namespace N; class Device;"), new("src/Cli/A.cs", "namespace C; record Device;")],
        [new("src/Node/A.cs", "namespace N; enum Kind { One }"), new("src/Node/B.cs", "namespace M; delegate void Kind();")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        [new("src/Node/A.cs", "namespace N; class Device { record Tick; }"), new("src/Cli/A.cs", "namespace C; class Verb { record Tick; }")],
        [new("src/Node/A.cs", "namespace N; class Flow;"), new("src/Node/B.cs", "namespace N; class Flow<T>;")],
        [new("src/Node/A.cs", "namespace N; partial class Device;"), new("src/Node/B.cs", "namespace N; partial class Device;")],
        [new("src/Node/A.cs", "namespace N; class Device;"), new("tests/Node.Tests/A.cs", "namespace T; class Device;")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where file.IsCSharp && file.IsUnder("src")
        from type in file.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
        let name = NameOf(type)
        where name is not null
        let space = (type.Parent as BaseNamespaceDeclarationSyntax)?.Name.ToString() ?? ""
        group (file, type, space) by name into same
        where same.Select(one => one.space + "." + (IsPartial(one.type) ? "" : one.file.Path)).Distinct(StringComparer.Ordinal).Count() > 1
        from one in same.Skip(1)
        select one.file.At(one.type, $"{same.Key} is also a type of {same.First().file.Path}");

    private static string? NameOf(MemberDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax declared => declared.Identifier.Text + "`" + (declared.TypeParameterList?.Parameters.Count ?? 0),
        EnumDeclarationSyntax declared => declared.Identifier.Text + "`0",
        DelegateDeclarationSyntax declared => declared.Identifier.Text + "`" + (declared.TypeParameterList?.Parameters.Count ?? 0),
        _ => null,
    };

    private static bool IsPartial(MemberDeclarationSyntax type) => type.Modifiers.Any(modifier => modifier.Text is "partial");
}
