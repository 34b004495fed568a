using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Tests.Support.Broker;

/// <summary>A door with a certificate of the test's choice before a port that speaks without TLS.</summary>
internal sealed class TlsFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly X509Certificate2 _certificate;
    private readonly int _behind;
    private readonly Task _accepting;

    /// <summary>Opens it.</summary>
    /// <param name="certificate">What it shows; disposed with it.</param>
    /// <param name="behind">The port behind it.</param>
    internal TlsFront(X509Certificate2 certificate, int behind)
    {
        (_certificate, _behind) = (certificate, behind);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // the listener stops last: accepting from one that has stopped is a bug, whoever comes first
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Stop();
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var _ = client;
            using var broker = new TcpClient { NoDelay = true };
            await using var secure = new SslStream(client.GetStream());
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
            await broker.ConnectAsync(IPAddress.Loopback, _behind, _stopping.Token);
            await Task.WhenAny(secure.CopyToAsync(broker.GetStream(), _stopping.Token), broker.GetStream().CopyToAsync(secure, _stopping.Token));
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or SocketException)
        {
            // the other side went away, as it should
        }
    }
}
