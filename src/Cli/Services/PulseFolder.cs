namespace NumaProbe.Cli.Services;

/// <summary>A folder for the pulses of processes, for this user only, gone at the end.</summary>
internal sealed class PulseFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-pulse-");

    /// <summary>Where it is.</summary>
    internal string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
