using System.Globalization;
using NumaProbe.Cluster.Control;
using NumaProbe.Runs;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Conduct;

/// <summary>Keeps runs as run folders under <c>runs</c> of a data directory: <c>runs/3-storm</c>.</summary>
/// <param name="dataDirectory">The data directory.</param>
public sealed class RunFolderArchive(string dataDirectory) : IRunArchive
{
    private const int Longest = 80;
    private const int ReadAtOnce = 4096;

    /// <inheritdoc/>
    public (string? Folder, string? Problem) Write(ITraceLog trace, ReadOnlyMemory<byte> scenarioText, RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(end);
        var header = trace.Header;
        var folder = string.Create(CultureInfo.InvariantCulture, $"runs/{trace.RunNumber}-{FileName(header.Name)}");
        try
        {
            var ofText = RunHeader.Create(header.Name, scenarioText.Span, header.Generation, header.Seed, header.ToolVersion);
            using var writer = RunFolderWriter.Create(
                RunFolderPlace.At(Path.Combine(dataDirectory, folder), force: true), ofText, trace.Names, ScenarioText.Of(scenarioText));
            Copy(trace, writer);
            writer.Complete(end);
            return (folder, null);
        }
        catch (Exception e) when (e is RunFolderException or IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private static void Copy(ITraceLog trace, RunFolderWriter writer)
    {
        var buffer = new TraceEvent[ReadAtOnce];
        long place = 0;
        for (int read; (read = trace.Read(place, buffer)) > 0; place += read)
        {
            foreach (var one in buffer.AsSpan(0, read))
            {
                writer.Write(one);
            }
        }
    }

    // a scenario's name comes from a file: it must not lead out of the folder of runs
    private static string FileName(string name)
    {
        var safe = string.Concat(name.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        return safe.TrimStart('.') is { Length: > 0 } trimmed ? trimmed : "run";
    }
}
