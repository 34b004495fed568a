namespace NumaProbe.Cli.Verify;

/// <summary>Turns what the user named into files: a folder stands for every <c>*.json</c> in and below it, by name.</summary>
internal static class RecordingFiles
{
    /// <summary>Finds the files.</summary>
    /// <param name="paths">Files and folders as typed.</param>
    /// <returns>Each file once, in the order first named, or a problem where a path gives none.</returns>
    internal static IReadOnlyList<RecordingFile> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. paths.SelectMany(Expand).Where(file => seen.Add(file.Path))];
    }

    private static IEnumerable<RecordingFile> Expand(string path)
    {
        if (File.Exists(path))
        {
            return [new RecordingFile(path, Problem: null)];
        }

        if (!Directory.Exists(path))
        {
            return [new RecordingFile(path, $"{path}: no such file or folder")];
        }

        try
        {
            var files = Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
            return files.Length > 0
                ? files.Select(static file => new RecordingFile(file, Problem: null))
                : [new RecordingFile(path, $"{path}: the folder holds no recordings (*.json)")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [new RecordingFile(path, $"{path}: {error.Message}")];
        }
    }
}
