namespace NumaProbe.Runs.Places;

/// <summary>
/// What killed runs left beside a run folder: hidden folders with names of their own. The next run removes them, all that no living process has
/// locked, by the names of the files that a run has and nothing else; a run that was on its way to be replaced gets its name back.
/// </summary>
internal static class Leftovers
{
    private const string NewMark = ".numaprobe-new-";
    private const string OldMark = ".numaprobe-old-";

    /// <summary>A name for a folder that is to take a run's name.</summary>
    internal static string NewNameBeside(string path) => Hidden(path, NewMark);

    /// <summary>A name for a folder that had a run's name.</summary>
    internal static string OldNameBeside(string path) => Hidden(path, OldMark);

    /// <summary>Removes what killed runs left in the folder that a run folder is in. What cannot be removed stays: that is no reason not to run.</summary>
    /// <param name="path">The run folder.</param>
    internal static void Remove(string path)
    {
        if (OperatingSystem.IsWindows() || Path.GetDirectoryName(path) is not { } parent)
        {
            // there a folder cannot be seen to belong to nobody
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(parent, ".*.numaprobe-???-*").ToList())
        {
            try
            {
                RemoveOne(folder, parent);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // somebody else's, or gone meanwhile
            }
        }
    }

    /// <summary>Removes a folder and what a run folder may have; it stays, and that is an error, when anything else is in it.</summary>
    internal static void RemoveRun(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in RunFolderFiles.All)
        {
            File.Delete(Path.Combine(folder, file));
        }

        Directory.Delete(folder, recursive: false);
    }

    /// <summary>Name of something in a folder that no run folder has, or null.</summary>
    internal static string? StrangerIn(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos().FirstOrDefault(IsStranger)?.Name;

    private static void RemoveOne(string folder, string parent)
    {
        using var held = Posix.Open(folder);
        if (held is null || !Posix.TryLock(held) || new DirectoryInfo(folder).LinkTarget is not null || StrangerIn(folder) is not null)
        {
            return;
        }

        var name = Path.GetFileName(folder);
        var mark = name.IndexOf(OldMark, StringComparison.Ordinal);
        if (mark < 1 || !DatabaseMark.IsIn(folder) || !Posix.TryRename(folder, Path.Combine(parent, name[1..mark])))
        {
            RemoveRun(folder);
        }
    }

    private static string Hidden(string path, string mark) =>
        Path.Combine(Path.GetDirectoryName(path) ?? path, $".{Path.GetFileName(path)}{mark}{Path.GetRandomFileName()}");

    private static bool IsStranger(FileSystemInfo entry) =>
        entry is not FileInfo || entry.LinkTarget is not null || !RunFolderFiles.All.Contains(entry.Name, StringComparer.Ordinal);
}
