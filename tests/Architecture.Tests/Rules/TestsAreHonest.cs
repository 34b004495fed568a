using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>Tests do not sleep, measure time or skip themselves; only <c>Needs</c> skips, for what the machine lacks.</summary>
public sealed class TestsAreHonest : TidyRule
{
    private static readonly string[] Forbidden =
    [
        "Thread.Sleep", "Task.Delay", "Stopwatch.StartNew", "Should.CompleteIn", "Assert.Skip", "Assert.SkipWhen", "Assert.SkipUnless", "SpinWait.SpinUntil",
    ];

    private static readonly string[] Arguments = ["Skip", "SkipWhen", "SkipUnless", "Timeout", "Explicit"];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        Test("[Fact(Skip = \"flaky\")]", ""),
        Test("[Theory(Timeout = 5)]", ""),
        Test("[Fact]", "Thread.Sleep(1);"),
        Test("[Fact]", "await System.Threading.Tasks.Task.Delay(1);"),
        Test("[Fact]", "Assert.Skip(\"no\");"),
        Test("[Fact]", "Should.CompleteIn(() => { }, limit);"),
        Test("[Fact]", "var w = Stopwatch.StartNew();"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        Test("[Fact]", "// Thread.Sleep(1)\nNeeds.Tool(\"git\");"),
        One("tests/Support/Needs.cs", "class Needs { void That() { Assert.SkipUnless(true, \"\"); } }"),
        One("src/Cluster/Akka/A.cs", "class A { void M() { Thread.Sleep(1); } }"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        repo.Where(file => file.IsCSharp && file.IsUnder("tests") && file.Path is not "tests/Support/Needs.cs").SelectMany(CheckFile);

    private static IEnumerable<Finding> CheckFile(RepoFile file)
    {
        var nodes = file.Root.DescendantNodes().ToList();
        var calls =
            from access in nodes.OfType<MemberAccessExpressionSyntax>()
            let text = string.Join('.', access.ToString().Split('.').TakeLast(2))
            where Forbidden.Contains(text, StringComparer.Ordinal)
            select file.At(access, $"{text} in a test; await an event or use virtual time, and let Needs skip");
        var arguments =
            from attribute in nodes.OfType<AttributeSyntax>()
            where attribute.Name.ToString() is "Fact" or "Theory"
            from argument in attribute.ArgumentList?.Arguments ?? []
            where argument.NameEquals is { } name && Arguments.Contains(name.Name.Identifier.Text, StringComparer.Ordinal)
            select file.At(argument, $"[{attribute}]: a test is neither skipped nor timed");
        return calls.Concat(arguments);
    }

    private static RepoFile[] Test(string attribute, string body) =>
        One("tests/Node.Tests/A.cs", $"class A {{ {attribute} public void A_test_is_here() {{ {body} }} }}");
}
