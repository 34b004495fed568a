namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// Puts files into a folder, all of them or none: they are written beside first and brought to the disk, then moved. A folder that is not
/// there yet appears with all its files, for its owner only. Keys can be read by their owner only, where the system has such rights.
/// </summary>
internal static class PrivateFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Puts the files there. Throws what the disk says, with nothing changed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files, in the order in which they appear where the folder is there already.</param>
    /// <param name="dropped">Names of files to remove.</param>
    /// <param name="replace">Replace files that are there.</param>
    internal static void Put(string folder, IReadOnlyList<PrivateFolderFile> files, IReadOnlyList<string> dropped, bool replace)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var isThere = Directory.Exists(target);
        var parent = isThere ? target : Path.GetDirectoryName(target)!;
        var beside = Path.Combine(parent, ".numaprobe-" + Path.GetRandomFileName());
        try
        {
            MakeFolder(beside);
            foreach (var file in files)
            {
                Write(Path.Combine(beside, file.Name), file);
            }

            if (isThere)
            {
                MoveAll(beside, target, files, dropped, replace);
            }
            else
            {
                Directory.Move(beside, target);
            }
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    private static void Write(string path, PrivateFolderFile file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = file.IsPrivate ? Owner : Everybody;
        }

        using var stream = new FileStream(path, options);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(file.Content));
        stream.Flush(flushToDisk: true);
    }

    private static void MoveAll(
        string beside, string target, IReadOnlyList<PrivateFolderFile> files, IReadOnlyList<string> dropped, bool replace)
    {
        var undo = new Stack<Action>();
        try
        {
            foreach (var name in replace ? [.. dropped, .. files.Select(file => file.Name)] : dropped)
            {
                var (present, kept) = (Path.Combine(target, name), Path.Combine(beside, "old-" + name));
                if (File.Exists(present))
                {
                    File.Move(present, kept);
                    undo.Push(() => File.Move(kept, present));
                }
            }

            foreach (var file in files)
            {
                var place = Path.Combine(target, file.Name);
                File.Move(Path.Combine(beside, file.Name), place, overwrite: false);
                undo.Push(() => File.Delete(place));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            foreach (var step in undo)
            {
                step();
            }

            throw;
        }
    }
}
