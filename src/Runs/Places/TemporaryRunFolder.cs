namespace NumaProbe.Runs.Places;

/// <summary>
/// A hidden folder beside the one that a run will have, named <c>.NAME.numaprobe-RANDOM</c>. Owns it while the process lives: it is locked, so that
/// nobody takes it for one that a killed run left. After <see cref="ChangePlaces"/> it is the folder that was replaced.
/// </summary>
internal sealed class TemporaryRunFolder : IDisposable
{
    private const int MostTries = 100;

    private readonly PosixFile? _lock;
    private bool _isGone;

    private TemporaryRunFolder(string path, PosixFile? held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Where it is.</summary>
    internal string Path { get; }

    private string Parent => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Makes one beside a folder.</summary>
    /// <exception cref="IOException">The disk says no.</exception>
    internal static TemporaryRunFolder Create(string beside)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var path = Leftovers.NewNameBeside(beside);
            Directory.CreateDirectory(path);
            if (OperatingSystem.IsWindows())
            {
                return new TemporaryRunFolder(path, null);
            }

            // between its making and its locking somebody may have taken it for one that a killed run left
            var folder = Posix.Open(path);
            if (folder is not null && Posix.TryLock(folder) && Directory.Exists(path))
            {
                return new TemporaryRunFolder(path, folder);
            }

            folder?.Dispose();
        }

        throw new IOException("no folder of its own can be made there");
    }

    /// <summary>Brings everything in it to the disk.</summary>
    internal void Sync()
    {
        foreach (var file in RunFolderFiles.All.Select(name => System.IO.Path.Combine(Path, name)).Where(File.Exists))
        {
            Sync(file);
        }

        Sync(Path);
    }

    /// <summary>Gives it a name that nobody has, or an empty folder, in one step. False when somebody has it.</summary>
    internal bool TryTakeName(string path)
    {
        if (OperatingSystem.IsWindows() ? !TryMove(path) : !Posix.TryRename(Path, path))
        {
            return false;
        }

        _isGone = true;
        Sync(Parent);
        return true;
    }

    /// <summary>Takes the name of a folder that is there, in one step where the system can do that, and removes what had it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="check">Refuses the folder that is replaced, wherever it is then, before anything of it is removed: it keeps its name, or has it again.</param>
    internal void ChangePlaces(string path, Action<string> check)
    {
        if (OperatingSystem.IsWindows() || !Posix.TryExchange(Path, path))
        {
            check(path);
            ReplaceInTwoSteps(path);
        }
        else
        {
            try
            {
                check(Path);
            }
            catch (RunFolderException)
            {
                Posix.TryExchange(Path, path);
                throw;
            }

            Sync(Parent);
            Leftovers.RemoveRun(Path);
            _isGone = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isGone)
        {
            _isGone = true;
            Leftovers.RemoveRun(Path);
        }

        _lock?.Dispose();
    }

    /// <summary>For file systems that cannot exchange two names: a process that dies between the two steps leaves the old run beside, and the next one puts it back.</summary>
    private void ReplaceInTwoSteps(string path)
    {
        var old = Leftovers.OldNameBeside(path);
        Directory.Move(path, old);
        try
        {
            Directory.Move(Path, path);
        }
        catch
        {
            Directory.Move(old, path);
            throw;
        }

        _isGone = true;
        Sync(Parent);
        Leftovers.RemoveRun(old);
    }

    private bool TryMove(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path, recursive: false);
        }

        try
        {
            Directory.Move(Path, path);
            return true;
        }
        catch (IOException) when (System.IO.Path.Exists(path))
        {
            return false;
        }
    }

    private static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            if (File.Exists(path))
            {
                using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
                RandomAccess.FlushToDisk(handle);
            }
        }
        else
        {
            using var file = Posix.Open(path);
            if (file is not null)
            {
                Posix.Sync(file);
            }
        }
    }
}
