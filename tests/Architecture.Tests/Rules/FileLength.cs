using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>A file that people write has at most 400 lines.</summary>
public sealed class FileLength : TidyRule
{
    private const int Limit = 400;

    private static readonly string[] Written = [".cs", ".csproj", ".props", ".targets", ".sh", ".ps1", ".ts", ".css", ".html", ".md"];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad => [One("src/Node/Long.cs", Lines(Limit + 1)), One("docs/long.md", Lines(Limit + 1))];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good => [One("src/Node/Fits.cs", Lines(Limit)), One("tests/recording.json", Lines(Limit + 1))];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where Written.Contains(Path.GetExtension(file.Path), StringComparer.Ordinal) && file.Lines.Count > Limit
        select new Finding(file.Path, 0, $"{file.Lines.Count} lines; at most {Limit}");

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));
}
