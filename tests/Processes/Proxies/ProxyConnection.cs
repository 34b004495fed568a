using System.Net.Sockets;

namespace NumaProbe.Processes.Proxies;

/// <summary>
/// A connection through a proxy: passes on frame after frame both ways. Owns both sockets; when one of them ends, both do.
/// </summary>
internal sealed class ProxyConnection : IDisposable
{
    private readonly Proxy _proxy;
    private readonly Socket _near;
    private readonly Socket _far;
    private readonly CancellationTokenSource _ended = new();
    private volatile TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SlowLink? _slow;
    private volatile string? _peer;
    private int _slowed;

    /// <summary>Makes it; nothing is passed on yet.</summary>
    /// <param name="proxy">Its proxy.</param>
    /// <param name="near">The end of whoever connected.</param>
    /// <param name="far">The end of the process behind the proxy.</param>
    internal ProxyConnection(Proxy proxy, Socket near, Socket far)
    {
        (_proxy, _near, _far) = (proxy, near, far);
        _gate.SetResult();
    }

    /// <summary>Address of the process that connected, once a message of ours has told it.</summary>
    internal string? Peer => _peer;

    /// <summary>Messages of ours that are slow or were, not yet counted.</summary>
    internal int Slowed => Volatile.Read(ref _slowed);

    /// <summary>Passes on until either end ends.</summary>
    internal async Task RunAsync()
    {
        await Task.WhenAny(PassAsync(_near, _far), PassAsync(_far, _near));
        await _ended.CancelAsync();
        _near.Dispose();
        _far.Dispose();
    }

    /// <summary>Resets both ends, as something on the way may that forgets the connection.</summary>
    internal void Cut()
    {
        foreach (var socket in new[] { _near, _far })
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // it has ended by itself
            }

            socket.Dispose();
        }
    }

    /// <summary>Passes nothing on from now on, and tells nobody.</summary>
    internal void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Passes on again, and what was held first.</summary>
    internal void Release() => _gate.TrySetResult();

    /// <summary>Becomes slow, or as fast as it can.</summary>
    internal void Slow(SlowLink? slow) => _slow = slow;

    /// <summary>Messages of ours that were slow since they were last counted.</summary>
    internal int CountSlowed() => Interlocked.Exchange(ref _slowed, 0);

    /// <inheritdoc/>
    public void Dispose() => _ended.Dispose();

    private async Task PassAsync(Socket from, Socket to)
    {
        try
        {
            while (await ReadFrameAsync(from) is { } bytes)
            {
                await _gate.Task.WaitAsync(_ended.Token);
                var frame = AkkaFrame.Of(bytes);
                if (_slow is { } slow)
                {
                    Interlocked.Add(ref _slowed, frame is null ? 0 : 1);
                    await (frame is null ? Task.CompletedTask : slow.Looked.WaitAsync(_ended.Token));
                    await CrossAsync(slow.TimeOf(bytes.Length));
                }

                foreach (var one in frame is null ? [bytes] : Through(frame, bytes))
                {
                    await SendAsync(to, one);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // one of the ends has ended
        }
    }

    // the time that a slow link takes is the link's own: no test waits for it to be long enough
    private async Task CrossAsync(TimeSpan time)
    {
        using var link = new PeriodicTimer(time);
        await link.WaitForNextTickAsync(_ended.Token);
    }

    private IReadOnlyList<byte[]> Through(AkkaFrame frame, byte[] bytes)
    {
        _peer ??= string.Equals(frame.Recipient, _proxy.Place.Address, StringComparison.Ordinal) ? frame.Sender : frame.Recipient;
        return _proxy.Take(frame, bytes);
    }

    // null at the end of the connection
    private async Task<byte[]?> ReadFrameAsync(Socket from)
    {
        var length = new byte[AkkaFrame.LengthBytes];
        if (!await ReadAsync(from, length))
        {
            return null;
        }

        var frame = new byte[length.Length + AkkaFrame.BodyLength(length)];
        length.CopyTo(frame, 0);
        return await ReadAsync(from, frame.AsMemory(length.Length)) ? frame : null;
    }

    private async Task<bool> ReadAsync(Socket from, Memory<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = await from.ReceiveAsync(buffer, _ended.Token);
            if (count == 0)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, _ended.Token)..];
        }
    }
}
