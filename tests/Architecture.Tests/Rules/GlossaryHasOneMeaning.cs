using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A term stands once in the glossary.</summary>
public sealed class GlossaryHasOneMeaning : TidyRule
{
    private const string Glossary = "docs/glossary.md";

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad => [One(Glossary, "| node | x |\n| host | y |\n| Node | z |\n"), One(Glossary, "|`bind`| x |\n\n| bind | y |\n")];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [One(Glossary, "| word | meaning |\n| --- | --- |\n| node | x |\n\n| word | meaning |\n| --- | --- |\n| host | node |\n")];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where file.Path is Glossary
        from row in file.Lines.Index()
        where row.Item.StartsWith('|') && !IsHead(file.Lines, row.Index)
        group row.Index + 1 by row.Item.Split('|')[1].Trim(' ', '`').ToUpperInvariant() into term
        from again in term.Skip(1)
        select new Finding(Glossary, again, $"'{term.Key}' stands on line {term.First()} already");

    private static bool IsHead(IReadOnlyList<string> lines, int index) =>
        IsRuler(lines[index]) || (index + 1 < lines.Count && IsRuler(lines[index + 1]));

    private static bool IsRuler(string line) => line.StartsWith("| --", StringComparison.Ordinal);
}
