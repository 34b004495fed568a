using System.Text.RegularExpressions;
using System.Xml.Linq;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>
/// Every project is in the solution (or its tests would not run) and has a lock file; versions of packages are exact
/// and in one place.
/// </summary>
public sealed partial class ProjectsAreInOrder : TidyRule
{
    private const string Solution = "NumaProbe.slnx";
    private const string Packages = "Directory.Packages.props";

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
    [
        [new RepoFile(Solution, "<Solution/>"), Project(""), Lock],
        [Listed, Project("")],
        [Listed, Lock, Project("<PackageReference Include='X' Version='1.0' />")],
        One(Packages, "<Project><ItemGroup><PackageVersion Include='X' Version='1.*' /></ItemGroup></Project>"),
        One(Packages, "<Project><ItemGroup><PackageVersion Include='X' Version='[1.0,2.0)' /></ItemGroup></Project>"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        [Listed, Lock, Project("<PackageReference Include='X' />")],
        One(Packages, "<Project><ItemGroup><PackageVersion Include='X' Version='1.2.3-beta.1' /></ItemGroup></Project>"),
    ];

    private static RepoFile Listed => new(Solution, "<Solution><Project Path=\"src/Node/N.csproj\" /></Solution>");

    private static RepoFile Lock => new("src/Node/packages.lock.json", "{}");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo)
    {
        var paths = repo.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var listed = repo.Where(file => file.Path == Solution)
            .SelectMany(file => XDocument.Parse(file.Text).Descendants("Project"))
            .Select(project => (string?)project.Attribute("Path"))
            .ToHashSet(StringComparer.Ordinal);
        var projects = repo.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        return projects.Where(file => !listed.Contains(file.Path))
            .Select(file => new Finding(file.Path, 0, $"is not in {Solution}"))
            .Concat(projects.Where(file => !paths.Contains(LockOf(file.Path)))
                .Select(file => new Finding(file.Path, 0, "has no packages.lock.json; restore it and add the file")))
            .Concat(projects.Where(file => Elements(file, "PackageReference").Any(package => package.Attribute("Version") is not null))
                .Select(file => new Finding(file.Path, 0, $"names a package version; it belongs in {Packages}")))
            .Concat(repo.Where(file => file.Path == Packages)
                .SelectMany(file => Elements(file, "PackageVersion"))
                .Where(package => !Exact().IsMatch((string?)package.Attribute("Version") ?? ""))
                .Select(package => new Finding(Packages, 0, $"no exact version: {package}")));
    }

    private static string LockOf(string project) => project[..project.LastIndexOf('/')] + "/packages.lock.json";

    private static IEnumerable<XElement> Elements(RepoFile file, string name) => XDocument.Parse(file.Text).Descendants(name);

    private static RepoFile Project(string item) => new("src/Node/N.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>");

    [GeneratedRegex(@"^\d+(\.\d+)+(-[\w.]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exact();
}
