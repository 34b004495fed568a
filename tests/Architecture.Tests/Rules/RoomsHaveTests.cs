using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A room with code has tests in the project that mirrors it, so that an empty test project is noticed.</summary>
public sealed class RoomsHaveTests : TidyRule
{
    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        One("src/Node/A.cs", "class A;"),
        [new RepoFile("src/Node/A.cs", "class A;"), new RepoFile("tests/Node.Tests/T.cs", "class T { void Helper() { } }")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        [new RepoFile("src/Node/A.cs", "class A;"), new RepoFile("tests/Node.Tests/T.cs", "class T { [Fact] void A_b_c() { } }")],
        One("src/Cli/Program.cs", "return 0;"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where file.IsCSharp && file.IsUnder("src") && !file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)
        group file by file.Path.Split('/')[1] into room
        let tests = $"tests/{room.Key}.Tests"
        where !repo.Any(file => file.IsCSharp && file.IsUnder(tests) && TestNamesAreSentences.TestsOf(file).Any())
        select new Finding($"src/{room.Key}", 0, $"has code, but {tests} has no test");
}
