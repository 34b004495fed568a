namespace NumaProbe.Cli.Services;

/// <summary>A file for a secret that only its owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a secret to a new file.</summary>
    /// <returns>The file; whoever asked for it deletes it.</returns>
    internal static string Write(string secret)
    {
        var path = Path.Combine(Path.GetTempPath(), "numaprobe-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(secret);
        return path;
    }
}
