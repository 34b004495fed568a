using System.Text.RegularExpressions;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>Every note of work left to do names its issue, as in <c>TODO(#12)</c>.</summary>
public sealed partial class TodoNamesAnIssue : TidyRule
{
    // In two parts, so that this file keeps the rule.
    private const string Todo = "TO" + "DO";

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
        [One("src/Node/A.cs", $"// {Todo} later\n"), One("build.sh", $"# {Todo}: x\n"), One("a.md", $"{Todo}(someone)\n"), One("a.ts", "// FIX" + "ME\n")];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [One("src/Node/A.cs", $"// {Todo}(#12): as the kernel does\nvar {Todo}s = 1;\n")];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        from line in file.Lines.Index()
        where Note().IsMatch(line.Item)
        select new Finding(file.Path, line.Index + 1, $"names no issue; write {Todo}(#12)");

    [GeneratedRegex(@"\b(" + Todo + @"\b(?!\(#\d+\))|FIX" + @"ME\b)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Note();
}
