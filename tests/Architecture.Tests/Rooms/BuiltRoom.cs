using System.Reflection;
using System.Xml.Linq;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rooms;

/// <summary>A room that has a project: what its project file and its assembly reference.</summary>
public sealed class BuiltRoom
{
    private const string Prefix = "NumaProbe.";

    private readonly RepoFile _project;

    private BuiltRoom(RepoFile project) => _project = project;

    /// <summary>Every room with a project, by name.</summary>
    public static IReadOnlyList<BuiltRoom> All { get; } =
        [.. RepoFiles.All.Where(file => file.IsUnder("src") && file.Path.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => new BuiltRoom(file))];

    /// <summary>Name of the room: its folder.</summary>
    public string Name => _project.Path.Split('/')[1];

    /// <summary>Rooms its project file references.</summary>
    public IEnumerable<string> ProjectReferences => ReferencesOf(_project.Text);

    /// <summary>Rooms its compiled assembly references.</summary>
    public IEnumerable<string> AssemblyReferences =>
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, AssemblyName + ".dll"))
            .GetReferencedAssemblies()
            .Select(reference => reference.Name ?? "")
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]);

    private string AssemblyName =>
        (string?)XDocument.Parse(_project.Text).Descendants("AssemblyName").FirstOrDefault() ?? Path.GetFileNameWithoutExtension(_project.Path);

    /// <summary>Rooms that a project file references.</summary>
    /// <param name="projectText">Its text.</param>
    internal static IEnumerable<string> ReferencesOf(string projectText) =>
        XDocument.Parse(projectText).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/')))
            .Select(name => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name);
}
