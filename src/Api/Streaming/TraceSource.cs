using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Control;
using NumaProbe.Runs;
using NumaProbe.Runs.Folders;

namespace NumaProbe.Api.Streaming;

/// <summary>
/// The trace that requests are answered from. That of a run that goes on is the coordinator's; that of one that has ended is what its folder
/// says, because a coordinator that was started again has the folder only, and because the folder names the input with all injections.
/// </summary>
/// <param name="control">The cluster.</param>
/// <param name="options">Knows where run folders are.</param>
internal sealed class TraceSource(IClusterControl control, ApiOptions options)
{
    private readonly Lock _lock = new();
    private ITraceLog? _inner;
    private ITraceLog? _ended;

    /// <summary>The trace of the present run or the last one; null before the first. The same object as long as it is the same trace.</summary>
    internal ITraceLog? Current
    {
        get
        {
            if (control.Trace is not { } log)
            {
                return null;
            }

            return log.End is not null && FolderOf(log.RunNumber) is { } folder ? Ended(log, folder) : log;
        }
    }

    /// <summary>The folder of the present or last run, once written.</summary>
    internal string? Folder => control.Status.Run?.Folder is { } folder ? Path.GetFullPath(Path.Combine(options.DataDirectory, folder)) : null;

    private string? FolderOf(int run) => control.Status.Run?.Number == run ? Folder : null;

    private ITraceLog Ended(ITraceLog log, string folder)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(log, _inner))
            {
                _ended = Read(log, folder);
                _inner = log;
            }

            return _ended!;
        }
    }

    private static ITraceLog Read(ITraceLog log, string folder)
    {
        try
        {
            using var reader = RunFolderReader.Open(folder);
            return new EndedTrace(log, reader.Info.Header, reader.Names, log.Count > 0 ? null : [.. reader.Events()]);
        }
        catch (RunFolderException)
        {
            // somebody moved the folder away: what the coordinator has is all there is
            return log;
        }
    }
}
