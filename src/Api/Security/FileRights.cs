namespace NumaProbe.Api.Security;

/// <summary>Looks at the rights of files that hold secrets. Refuses nothing: containers mount secrets with rights that nobody can change.</summary>
public static class FileRights
{
    /// <summary>Those of the files that every user of the machine can read. None where the system has no such rights.</summary>
    /// <param name="files">The files; null for one that is not used.</param>
    public static IEnumerable<string> OpenToAll(params IEnumerable<string?> files) => files.OfType<string>().Where(IsOpenToAll);

    private static bool IsOpenToAll(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead);
}
