namespace NumaProbe.Runs.Places;

/// <summary>
/// The folder a run is written to. Everything is written into a hidden folder beside it, which takes its name in one step when the run is
/// complete and on the disk: a reader never sees half a run, and of two runs that end at once one is told so. Only an empty folder or, when asked,
/// an earlier run is replaced, and never one with anything else in it: files are removed by their names, folders when they are empty, links are
/// not followed.
/// </summary>
internal sealed class RunFolderTarget : IDisposable
{
    private readonly RunFolderPlace _place;
    private readonly string _given;
    private readonly TemporaryRunFolder _temporary;

    private RunFolderTarget(RunFolderPlace place, string given, TemporaryRunFolder temporary)
    {
        _place = place;
        _given = given;
        _temporary = temporary;
    }

    /// <summary>The folder, as it was named first.</summary>
    internal string Given => _given;

    /// <summary>Where to write for now; exists.</summary>
    internal string Temporary => _temporary.Path;

    /// <summary>Checks that the folder may be written and makes the temporary one; what killed runs left beside it is removed.</summary>
    /// <exception cref="RunFolderException">It may not, or cannot.</exception>
    internal static RunFolderTarget Open(RunFolderPlace place)
    {
        var given = place.Names.First();
        if (string.IsNullOrWhiteSpace(given))
        {
            throw new RunFolderException("the folder to write to has no name");
        }

        return Guarded(given, () =>
        {
            var path = FullPath(given);
            if (!place.IsNumbered)
            {
                RefuseForeign(given, path, place.Replaces);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
            Leftovers.Remove(path);
            return new RunFolderTarget(place, given, TemporaryRunFolder.Create(path));
        });
    }

    /// <summary>Gives the temporary folder its name.</summary>
    /// <returns>The folder, as it was named.</returns>
    /// <exception cref="RunFolderException">Somebody else has the name, or the disk says no.</exception>
    internal string Commit() => Guarded(_given, () =>
    {
        _temporary.Sync();
        foreach (var name in _place.Names)
        {
            var path = FullPath(name);
            if (_place.IsNumbered && Path.Exists(path))
            {
                continue;
            }

            if (_temporary.TryTakeName(path))
            {
                return name;
            }

            if (!_place.IsNumbered)
            {
                RefuseForeign(name, path, _place.Replaces);
                _temporary.ChangePlaces(path, folder => RefuseStranger(name, folder));
                return name;
            }
        }

        throw new RunFolderException($"{_given} and the names after it are taken, up to {RunFolderPlace.MostNumbers}; remove some of the runs, or name a folder with --out");
    });

    /// <summary>Removes the temporary folder, if it is still there.</summary>
    public void Dispose()
    {
        Guarded(_given, () =>
        {
            _temporary.Dispose();
            return true;
        });
    }

    private static string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static void RefuseForeign(string given, string path, bool force)
    {
        if (File.Exists(path))
        {
            throw new RunFolderException($"{given} is a file, not a folder; choose another --out");
        }

        if (new DirectoryInfo(path).LinkTarget is not null)
        {
            throw new RunFolderException($"{given} is a symbolic link; name the folder that it leads to, or choose another --out");
        }

        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
        {
            return;
        }

        if (!DatabaseMark.IsIn(path))
        {
            throw new RunFolderException($"{given} is not empty and not an earlier run; choose another --out");
        }

        if (!force)
        {
            throw new RunFolderException($"{given} holds an earlier run; replace it with --force or choose another --out");
        }

        RefuseStranger(given, path);
    }

    private static void RefuseStranger(string given, string folder)
    {
        if (Leftovers.StrangerIn(folder) is { } stranger)
        {
            throw new RunFolderException($"{given} holds {stranger} besides an earlier run; move that away or choose another --out");
        }
    }

    private static T Guarded<T>(string given, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException(FolderProblem.Of(given, e), e);
        }
    }
}
