using System.Net;
using System.Net.Sockets;

namespace NumaProbe.Cli.Services;

/// <summary>Ports on this machine that nobody listens on.</summary>
internal static class LoopbackPorts
{
    /// <summary>Finds some. They are free when this returns; a child that finds one taken says so.</summary>
    /// <param name="count">How many.</param>
    internal static IReadOnlyList<int> Find(int count)
    {
        // all are held until the last one is found, so that they differ
        var held = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            held.ForEach(listener => listener.Start());
            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            held.ForEach(listener => listener.Stop());
        }
    }
}
