using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>The name of an invariant is a literal in kebab case and stands in one place, so that a report of it leads there.</summary>
public sealed partial class InvariantNamesAreUnique : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        [Holds("A", "\"lock-is-held\""), Holds("B", "\"lock-is-held\"")],
        [Holds("A", "\"LockIsHeld\"")],
        [Holds("A", "name")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [[Holds("A", "\"lock-is-held\""), Holds("B", "\"lock-is-free\", 7")]];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo)
    {
        var named = repo.Where(file => file.IsCSharp && file.IsUnder("src")).SelectMany(file =>
            file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression.ToString() is "Invariant.Require" && call.ArgumentList.Arguments.Count > 1)
                .Select(call => (File: file, Name: call.ArgumentList.Arguments[1].Expression)))
            .ToList();
        var odd = named
            .Where(call => !call.Name.IsKind(SyntaxKind.StringLiteralExpression) || !Kebab().IsMatch(call.Name.ToString()))
            .Select(call => call.File.At(call.Name, $"{call.Name} is no literal in kebab case"));
        var again = named.GroupBy(call => call.Name.ToString(), StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1).Select(call => call.File.At(call.Name, $"{call.Name} is the name of another invariant, in {same.First().File.Path}")));
        return odd.Concat(again);
    }

    [GeneratedRegex("^\"[a-z0-9]+(-[a-z0-9]+)+\"$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kebab();

    private static RepoFile Holds(string type, string arguments) =>
        new($"src/Node/{type}.cs", $"class {type} {{ void M() {{ Invariant.Require(true, {arguments}); }} }}");
}
