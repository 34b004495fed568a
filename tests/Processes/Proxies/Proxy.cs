using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using NumaProbe.Processes.Support;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Proxies;

/// <summary>
/// Stands before a process of a cluster without TLS: the others reach it only through here. What it does to a connection is what a network may do.
/// Owns its connections.
/// </summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _behind = new(IPAddress.Loopback, FreePorts.Take(1)[0]);
    private readonly ConcurrentDictionary<ProxyConnection, bool> _connections = new();
    private readonly Task _accepting;
    private volatile FrameFilter? _filter;
    private volatile bool _isHeld;
    private int _messages;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The port that the process says it is at.</param>
    internal Proxy(int port)
    {
        Place = new ProcessPlace(ProcessPlace.Loopback(port)) { Bind = ProcessPlace.Loopback(_behind.Port) };
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the process behind it is.</summary>
    internal ProcessPlace Place { get; }

    /// <summary>The connections that there are now.</summary>
    internal IEnumerable<ProxyConnection> Connections => _connections.Keys;

    /// <summary>Messages of ours that have come so far, either way.</summary>
    internal int Messages => Volatile.Read(ref _messages);

    /// <summary>Nothing goes through any more, on old connections or on new ones, and nobody is told.</summary>
    internal void Hold()
    {
        _isHeld = true;
        foreach (var connection in Connections)
        {
            connection.Hold();
        }
    }

    /// <summary>Ends <see cref="Hold"/>: what was held is lost, and its connections with it.</summary>
    internal void CutAndRelease()
    {
        _isHeld = false;
        foreach (var connection in Connections)
        {
            connection.Cut();
        }
    }

    /// <summary>Changes what goes through, or leaves it as it is.</summary>
    internal void Filter(FrameFilter? filter) => _filter = filter;

    /// <summary>What goes on in place of a message.</summary>
    internal IReadOnlyList<byte[]> Take(AkkaFrame frame, byte[] bytes)
    {
        Interlocked.Increment(ref _messages);
        return _filter?.Invoke(frame, bytes) ?? [bytes];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var connection in Connections)
        {
            connection.Cut();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(CancellationToken.None));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the end of the proxy
        }
    }

    private async Task ServeAsync(Socket near)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        using var connection = new ProxyConnection(this, near, far);
        try
        {
            await far.ConnectAsync(_behind, CancellationToken.None);
        }
        catch (SocketException)
        {
            // nobody is there: whoever connected sees that, too
            connection.Cut();
            return;
        }

        if (_isHeld)
        {
            connection.Hold();
        }

        _connections.TryAdd(connection, true);
        await connection.RunAsync();
        _connections.TryRemove(connection, out _);
    }
}
