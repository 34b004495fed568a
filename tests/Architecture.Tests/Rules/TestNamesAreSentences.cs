using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>The name of a test is a sentence: at least three words, with underscores between them.</summary>
public sealed partial class TestNamesAreSentences : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad => [Test("Fact", "Probe"), Test("Fact", "ProbeRunsOnNode"), Test("Theory", "Test_probe"), Test("Fact", "probe_runs_once")];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [Test("Fact", "A_probe_runs_on_its_node"), Test("Obsolete", "Helper")];

    /// <summary>The tests of a file.</summary>
    /// <param name="file">A C# file.</param>
    internal static IEnumerable<MethodDeclarationSyntax> TestsOf(RepoFile file) =>
        file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where file.IsCSharp && file.IsUnder("tests")
        from test in TestsOf(file)
        where !Sentence().IsMatch(test.Identifier.Text)
        select file.At(test.Identifier, $"'{test.Identifier.Text}' is no sentence");

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();

    private static RepoFile[] Test(string attribute, string name) =>
        One("tests/Node.Tests/A.cs", $"class A {{ [{attribute}] public void {name}() {{ }} }}");
}
