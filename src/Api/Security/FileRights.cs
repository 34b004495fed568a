using Serilog;

namespace NumaProbe.Api.Security;

/// <summary>Looks at the rights of files that hold secrets. Refuses nothing: containers mount secrets with rights that nobody can change.</summary>
public static class FileRights
{
    /// <summary>A warning, as a template and for people, of the file that takes its place.</summary>
    public const string Warning = "{File} can be read by every user of this machine; 'chmod 600' it";

    /// <summary>Those of the files that every user of the machine can read. None where the system has no such rights.</summary>
    /// <param name="files">The files; null for one that is not used.</param>
    public static IEnumerable<string> OpenToAll(params IEnumerable<string?> files) => files.OfType<string>().Where(IsOpenToAll);

    /// <summary>Warns of them.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="files">The files; null for one that is not used.</param>
    public static void Warn(ILogger log, params IEnumerable<string?> files)
    {
        ArgumentNullException.ThrowIfNull(log);
        foreach (var file in OpenToAll(files))
        {
            log.Warning(Warning, file);
        }
    }

    private static bool IsOpenToAll(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead);
}
