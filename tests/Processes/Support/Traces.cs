using System.Text;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Json;

namespace NumaProbe.Processes.Support;

/// <summary>Compares traces.</summary>
internal static class Traces
{
    /// <summary>Fails with the first line that differs.</summary>
    internal static void ShouldBeEqual(byte[] ofCluster, byte[] ofOneProcess)
    {
        if (ofCluster.AsSpan().SequenceEqual(ofOneProcess))
        {
            return;
        }

        var (one, other) = (Lines(ofCluster), Lines(ofOneProcess));
        var line = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail(
            $"line {line + 1} of {one.Length} and {other.Length} differs\ncluster:     {one.ElementAtOrDefault(line)}\none process: {other.ElementAtOrDefault(line)}");
    }

    /// <summary>The trace of a run folder as JSON lines.</summary>
    internal static byte[] OfFolder(string folder)
    {
        using var reader = RunFolderReader.Open(folder);
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, reader.Info.Header, reader.Names);
        foreach (var traceEvent in reader.Events())
        {
            writer.Write(traceEvent);
        }

        writer.Finish();
        return stream.ToArray();
    }

    private static string[] Lines(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n');
}
