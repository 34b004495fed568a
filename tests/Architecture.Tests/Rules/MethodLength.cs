using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A method has at most 60 lines, from its signature to its last brace.</summary>
public sealed class MethodLength : TidyRule
{
    private const int Limit = 60;

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("src/Node/A.cs", $"class A\n{{\n{Method(Limit + 1)}}}\n"),
        One("src/Node/A.cs", $"class A\n{{\n    int P\n    {{\n        get\n        {{\n{Body(Limit)}        }}\n    }}\n}}\n"),
        One("src/Cli/Program.cs", Body(Limit + 1)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        One("src/Node/A.cs", $"class A\n{{\n    /// <summary>Not counted.</summary>\n    [Obsolete]\n{Method(Limit)}}}\n"),
        One("src/Cli/Program.cs", Body(Limit)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        repo.Where(file => file.IsCSharp).SelectMany(CheckFile);

    private static IEnumerable<Finding> CheckFile(RepoFile file)
    {
        foreach (var node in file.Root.DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax))
        {
            var attributes = node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
            var start = attributes is null ? node.GetFirstToken() : attributes.GetLastToken().GetNextToken();
            if (LinesFrom(start, node.GetLastToken()) is > Limit and var lines)
            {
                yield return file.At(start, $"{lines} lines; at most {Limit} in a method");
            }
        }

        var program = file.Root.Members.OfType<GlobalStatementSyntax>().ToList();
        if (program.Count > 0 && LinesFrom(program[0].GetFirstToken(), program[^1].GetLastToken()) > Limit)
        {
            yield return file.At(program[0], $"top-level statements over {Limit} lines");
        }
    }

    private static int LinesFrom(SyntaxToken first, SyntaxToken last) =>
        last.GetLocation().GetLineSpan().EndLinePosition.Line - first.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string Method(int lines) => $"    void M()\n    {{\n{Body(lines - 3)}    }}\n";

    private static string Body(int lines) => string.Concat(Enumerable.Repeat("        Go();\n", lines));
}
