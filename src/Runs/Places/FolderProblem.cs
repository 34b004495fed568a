namespace NumaProbe.Runs.Places;

/// <summary>Says why a folder cannot be written: what, where, and what to do about it.</summary>
internal static class FolderProblem
{
    /// <summary>The message.</summary>
    /// <param name="given">The folder as it was named.</param>
    /// <param name="cause">What the system said.</param>
    internal static string Of(string given, Exception cause) => cause switch
    {
        UnauthorizedAccessException => $"{given} cannot be written: this user may not write there; choose another --out, or change the rights of {NearestOf(given)}",
        IOException { HResult: Posix.HasNoSpace } => NoSpace(given),
        IOException { HResult: Posix.IsReadOnly } => $"{given} cannot be written: {NearestOf(given)} is on a file system that is read-only; choose another --out",
        IOException when FileOnTheWayTo(given) is { } file => $"{given} cannot be made: {file} is a file, not a folder; choose another --out",
        PathTooLongException => $"{given} cannot be made: its name is too long; choose a shorter --out",
        _ => $"{given} cannot be written: {cause.Message}; choose another --out",
    };

    /// <summary>The message for a full disk.</summary>
    internal static string NoSpace(string given) => $"{given} cannot be written: the disk is full; free some space, or choose another --out";

    private static string NearestOf(string given) => Ancestors(given).FirstOrDefault(Directory.Exists) ?? given;

    private static string? FileOnTheWayTo(string given) => Ancestors(given).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Ancestors(string given)
    {
        for (var path = Path.GetDirectoryName(Path.GetFullPath(given)); path is not null; path = Path.GetDirectoryName(path))
        {
            yield return path;
        }
    }
}
