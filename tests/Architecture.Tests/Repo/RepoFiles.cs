using System.ComponentModel;

namespace NumaProbe.Architecture.Tests.Repo;

/// <summary>Reads the text files of the repository, once for all tests.</summary>
public static class RepoFiles
{
    private static readonly string[] GeneratedFolders =
        [".git", "bin", "obj", "artifacts", "TestResults", "runs", "node_modules", ".vs", ".idea"];

    private static readonly Lazy<IReadOnlyList<RepoFile>> Loaded = new(Load);

    /// <summary>Every text file that git tracks or would track, by path.</summary>
    public static IReadOnlyList<RepoFile> All => Loaded.Value;

    /// <summary>Paths in a folder without the folders that builds and tools write.</summary>
    /// <param name="folder">Absolute path.</param>
    internal static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(sub => !GeneratedFolders.Contains(Path.GetFileName(sub), StringComparer.Ordinal))
                .SelectMany(Walk));

    private static IReadOnlyList<RepoFile> Load() =>
        [.. (AskGit() ?? Walk(RepoRoot.Folder).Select(path => Path.GetRelativePath(RepoRoot.Folder, path).Replace('\\', '/')))
            .Order(StringComparer.Ordinal)
            .Select(Read)
            .OfType<RepoFile>()];

    private static RepoFile? Read(string path)
    {
        var absolute = RepoRoot.Combine(path);
        if (!File.Exists(absolute))
        {
            return null;
        }

        var text = File.ReadAllText(absolute);
        return text.Contains('\0', StringComparison.Ordinal) ? null : new RepoFile(path, text);
    }

    // A copy without .git, or without git, is read from the tree instead.
    private static string[]? AskGit()
    {
        try
        {
            var (exitCode, output) = Launch.ToEnd(RepoRoot.Folder, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z");
            var paths = output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
            return exitCode == 0 && paths.Length > 0 ? paths : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
