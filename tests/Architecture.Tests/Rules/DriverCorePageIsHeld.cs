using System.Globalization;
using System.Text.RegularExpressions;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>
/// The page about the driver core and what refers to it agree: each of its observable lines has a test named after it and no test names another, and
/// the sections that the table of generations and comments name are there.
/// </summary>
public sealed partial class DriverCorePageIsHeld : TidyRule
{
    private const string Page = "docs/reference/driver-core.md";
    private const string Observable = "## 11. ";
    private const string Generations = "docs/reference/generations.md";

    private static readonly RepoFile Small = new(Page, "## 2. The algorithm\n### 2.1 Driver side\n## 11. What can be observed\n1. One.\n2. Two.\n");

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        [Small, Test("Line_01_one")],
        [Small, Test("Line_01_one", "Line_02_two", "Line_03_three")],
        [Small, Test("Line_01_one", "Line_02_two"), new RepoFile(Generations, "| 2.1, 2.2 | what | a |\n")],
        [Small, Test("Line_01_one", "Line_02_two"), new RepoFile("src/Node/A.cs", "// see docs/reference/driver-core.md, 10.1\n")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        [Small, Test("Line_01_one", "Line_02_two", "Line_02_on_4_19"), new RepoFile(Generations, "| – | read from | 4.19 |\n| 2.1, 2 | what | 4.2 |\n"),
            new RepoFile("src/Node/A.cs", "// see docs/reference/driver-core.md, 2.1: 10.1 is another thing\n")],
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        repo.FirstOrDefault(file => file.Path == Page) is { } page ? [.. Lines(page, repo), .. Sections(page, repo)] : [];

    private static RepoFile Test(params string[] names) =>
        new("tests/Node.Tests/T.cs", $"class T {{ {string.Concat(names.Select(name => $"[Fact] public void {name}() {{ }} "))} }}");

    private static IEnumerable<Finding> Lines(RepoFile page, IReadOnlyList<RepoFile> repo)
    {
        var stated = page.Lines.Index()
            .SkipWhile(line => !line.Item.StartsWith(Observable, StringComparison.Ordinal))
            .Select(line => (Match: Stated().Match(line.Item), Row: line.Index + 1))
            .Where(line => line.Match.Success)
            .ToDictionary(line => Number(line.Match), line => line.Row);
        var tests = (from file in repo
                     where file.IsCSharp && file.IsUnder("tests")
                     from test in TestNamesAreSentences.TestsOf(file)
                     let match = Tested().Match(test.Identifier.Text)
                     where match.Success
                     select (File: file, Test: test, Number: Number(match))).ToList();
        return
        [
            .. stated.Where(line => tests.TrueForAll(test => test.Number != line.Key))
                .Select(line => new Finding(page.Path, line.Value, $"states line {line.Key}, and no test is named after it")),
            .. tests.Where(test => !stated.ContainsKey(test.Number))
                .Select(test => test.File.At(test.Test.Identifier, $"names line {test.Number}, which {Page} does not state")),
        ];
    }

    private static IEnumerable<Finding> Sections(RepoFile page, IReadOnlyList<RepoFile> repo)
    {
        var sections = page.Lines.Select(line => Heading().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["number"].Value).ToHashSet(StringComparer.Ordinal);
        return
            from file in repo
            where file.Path == Generations || (file.IsCSharp && file.IsUnder("src"))
            from line in file.Lines.Index()
            from match in (file.Path == Generations ? Row() : Cited()).Matches(line.Item)
            from number in match.Groups["number"].Captures
            where !sections.Contains(number.Value)
            select new Finding(file.Path, line.Index + 1, $"names section {number.Value}, which {Page} does not have");
    }

    private static int Number(Match match) => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<number>\d+)\. ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^Line_(?<number>\d+)_", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tested();

    [GeneratedRegex(@"^##+ (?<number>\d+(\.\d+)?)\.? ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| (?<number>\d+(\.\d+)?)(, (?<number>\d+(\.\d+)?))* \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"docs/reference/driver-core\.md, (?<number>\d+(\.\d+)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cited();
}
