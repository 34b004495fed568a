using System.Net;
using System.Net.Sockets;

namespace NumaProbe.Tests.Support.Processes;

/// <summary>Ports of the loopback address that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>Takes some, all different.</summary>
    /// <param name="count">How many.</param>
    internal static int[] Take(int count)
    {
        // all are held until all are known, so that none comes twice
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            return [.. listeners.Select(PortOf)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    private static int PortOf(TcpListener listener)
    {
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
