namespace NumaProbe.Runs.Folders;

/// <summary>
/// The folder a run is to be written to. Everything is written into a hidden folder beside it, which takes its name when
/// the run is complete: a reader never sees half a run. Only an empty folder or, when asked, an earlier run is replaced, and never one with anything
/// else in it: files are removed by their names, folders when they are empty, links are not followed.
/// </summary>
internal sealed class RunFolderTarget
{
    /// <summary>All that a run folder may have; the journals of the database are there only after a crash.</summary>
    private static readonly string[] OwnFiles =
    [
        RunFolderSchema.DatabaseFile, RunFolderSchema.DatabaseFile + "-journal", RunFolderSchema.DatabaseFile + "-wal", RunFolderSchema.DatabaseFile + "-shm",
        .. ScenarioText.FileNames,
    ];

    private readonly string _path;
    private readonly string _given;

    private RunFolderTarget(string given)
    {
        _given = given;
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given));
        Temporary = Sibling("new");
    }

    /// <summary>Where to write for now; exists.</summary>
    internal string Temporary { get; }

    /// <summary>Checks that the folder may be written and makes the temporary one.</summary>
    /// <param name="path">The folder, as the user named it.</param>
    /// <param name="force">Replace an earlier run.</param>
    /// <exception cref="RunFolderException">It may not, or cannot.</exception>
    internal static RunFolderTarget Open(string path, bool force)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new RunFolderException("the folder to write to has no name");
        }

        var target = new RunFolderTarget(path);
        target.Guard("cannot be written", () =>
        {
            target.RefuseForeign(force);
            Directory.CreateDirectory(target.Temporary);
        });
        return target;
    }

    /// <summary>Gives the temporary folder its name.</summary>
    internal void Commit() => Guard("cannot be written", () =>
    {
        if (!Directory.Exists(_path))
        {
            Directory.Move(Temporary, _path);
            return;
        }

        var old = Sibling("old");
        Directory.Move(_path, old);
        try
        {
            // it may have come since the run began
            RefuseStranger(old);
            Directory.Move(Temporary, _path);
        }
        catch
        {
            Directory.Move(old, _path);
            throw;
        }

        Remove(old);
    });

    /// <summary>Removes the temporary folder, if it is still there.</summary>
    internal void Abandon()
    {
        if (Directory.Exists(Temporary))
        {
            Guard("cannot be removed", () => Remove(Temporary));
        }
    }

    private string Sibling(string what)
    {
        var parent = Path.GetDirectoryName(_path) ?? _path;
        return Path.Combine(parent, $".{Path.GetFileName(_path)}.{what}-{Path.GetRandomFileName()}");
    }

    private void RefuseForeign(bool force)
    {
        if (File.Exists(_path))
        {
            throw new RunFolderException($"{_given} is a file, not a folder; choose another --out");
        }

        if (new DirectoryInfo(_path).LinkTarget is not null)
        {
            throw new RunFolderException($"{_given} is a symbolic link; name the folder that it leads to, or choose another --out");
        }

        if (!Directory.Exists(_path) || !Directory.EnumerateFileSystemEntries(_path).Any())
        {
            return;
        }

        if (!RunFolderReader.IsRunFolder(_path))
        {
            throw new RunFolderException($"{_given} is not empty and not an earlier run; choose another --out");
        }

        if (!force)
        {
            throw new RunFolderException($"{_given} holds an earlier run; replace it with --force or choose another --out");
        }

        RefuseStranger(_path);
    }

    private void RefuseStranger(string folder)
    {
        if (new DirectoryInfo(folder).EnumerateFileSystemInfos().FirstOrDefault(IsStranger) is { } stranger)
        {
            throw new RunFolderException($"{_given} holds {stranger.Name} besides an earlier run; move that away or choose another --out");
        }
    }

    private static bool IsStranger(FileSystemInfo entry) =>
        entry is not FileInfo || entry.LinkTarget is not null || !OwnFiles.Contains(entry.Name, StringComparer.Ordinal);

    /// <summary>Removes a folder and what a run folder may have; it stays, and that is an error, when anything else is in it.</summary>
    private static void Remove(string folder)
    {
        foreach (var file in OwnFiles)
        {
            File.Delete(Path.Combine(folder, file));
        }

        Directory.Delete(folder, recursive: false);
    }

    private void Guard(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"{_given} {what}: {e.Message}", e);
        }
    }
}
