using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NumaProbe.Architecture.Tests.Repo;

/// <summary>A text file of the repository, or one made up by a rule as an example.</summary>
/// <param name="path">Path in the repository, with forward slashes.</param>
/// <param name="text">Its text.</param>
public sealed class RepoFile(string path, string text)
{
    private CompilationUnitSyntax? _root;

    /// <summary>Path in the repository, with forward slashes.</summary>
    public string Path { get; } = path;

    /// <summary>The whole text.</summary>
    public string Text { get; } = text;

    /// <summary>The lines without their ends; a last empty one is left out.</summary>
    public IReadOnlyList<string> Lines { get; } = SplitLines(text);

    /// <summary>True for C#.</summary>
    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>Parsed C#; only for <see cref="IsCSharp"/>.</summary>
    public CompilationUnitSyntax Root => _root ??= CSharpSyntaxTree.ParseText(Text).GetCompilationUnitRoot();

    /// <summary>True when the file is in the folder, at any depth.</summary>
    /// <param name="folder">Folder without a slash at its end.</param>
    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>A finding at a place in the parsed file.</summary>
    /// <param name="place">The syntax.</param>
    /// <param name="message">What is wrong.</param>
    public Finding At(SyntaxNodeOrToken place, string message) =>
        new(Path, (place.GetLocation()?.GetLineSpan().StartLinePosition.Line ?? -1) + 1, message);

    private static List<string> SplitLines(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }
}
