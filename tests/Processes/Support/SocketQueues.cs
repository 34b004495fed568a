using System.Globalization;

namespace NumaProbe.Processes.Support;

/// <summary>What waits in the connections of a process, as the kernel counts it.</summary>
internal static class SocketQueues
{
    private const string Established = "01";

    /// <summary>Bytes that have come and that the process has not read.</summary>
    /// <param name="process">The process.</param>
    /// <param name="exceptPort">A port of its own whose connections do not count.</param>
    internal static long Unread(int process, int exceptPort)
    {
        var sockets = SocketsOf(process);
        var port = string.Create(CultureInfo.InvariantCulture, $":{exceptPort:X4}");
        return Lines(process)
            .Where(line => line[3] is Established && sockets.Contains(line[9]) && !line[1].EndsWith(port, StringComparison.Ordinal))
            .Sum(line => long.Parse(line[4].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    // number, own address, other address, state, bytes to send and to read, …, inode
    private static IEnumerable<string[]> Lines(int process) => new[] { "tcp", "tcp6" }
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/net/{file}"))
        .Where(File.Exists)
        .SelectMany(File.ReadAllLines)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(line => line.Length > 9 && line[0].EndsWith(':'));

    private static HashSet<string> SocketsOf(int process) =>
        [.. Directory.EnumerateFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")).Select(InodeOf).OfType<string>()];

    private static string? InodeOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { Name: var name } && name.StartsWith("socket:[", StringComparison.Ordinal)
                ? name["socket:[".Length..^1]
                : null;
        }
        catch (IOException)
        {
            // closed meanwhile
            return null;
        }
    }
}
