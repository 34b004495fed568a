using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// Validates the certificate that the other end of a connection shows. Akka asks the same question on both sides and gives:
/// where this process connects, the address it connects to (<c>ssl.tcp://NAME@HOST:PORT</c>); where it is connected to, the IP address
/// and port that the connection comes from.
/// <para>
/// So the name of a server is checked in full. Of a client only the address is known, not the name it goes by: a certificate that names
/// addresses only must name that one, and one with DNS names is good from everywhere. They are not resolved: an answer of DNS proves
/// nothing, would stop the connection's thread, and would shut out processes behind proxies and NAT. What a client says about its own
/// address later is not covered by this check; see <see cref="ClusterTls.Remoting"/>.
/// </para>
/// </summary>
internal sealed class PeerCheck(CertificateTrust trust)
{
    private const string Akka = "akka.";

    /// <summary>Why the other end is refused; nothing when it is not.</summary>
    /// <param name="certificate">What it showed.</param>
    /// <param name="remotePeer">Who it is, as Akka says it.</param>
    internal string? Problem(X509Certificate2? certificate, string remotePeer)
    {
        if (certificate is null)
        {
            return "it showed no certificate";
        }

        try
        {
            return remotePeer.Contains("://", StringComparison.Ordinal)
                ? OfServer(certificate, remotePeer)
                : OfClient(certificate, remotePeer);
        }
        catch (CryptographicException e)
        {
            return $"its certificate cannot be read: {e.Message}";
        }
    }

    // what the platform says about the name is not asked: it takes wildcards, and the subject where there are no other names
    private string? OfServer(X509Certificate2 certificate, string remotePeer)
    {
        // transports leave out the name of Akka itself
        var full = remotePeer.StartsWith(Akka, StringComparison.Ordinal) ? remotePeer : Akka + remotePeer;
        if (!Address.TryParse(full, out var address) || address.Host is not { Length: > 0 } host)
        {
            return "the address it was looked for at has no host";
        }

        var hosts = CertificateHosts.Of(certificate);
        return trust.Problem(certificate, CertificatePurpose.Server)
            ?? (hosts.Include(host) ? null : $"it is for {hosts}, not for {host}, which was looked for");
    }

    private string? OfClient(X509Certificate2 certificate, string remotePeer)
    {
        if (!IPEndPoint.TryParse(remotePeer, out var from))
        {
            return "nobody knows where it comes from";
        }

        var hosts = CertificateHosts.Of(certificate);
        return trust.Problem(certificate, CertificatePurpose.Client)
            ?? (hosts.AreNone ? "it names no host"
            : hosts.AreAddressesOnly && !hosts.Include(from.Address)
                ? $"it is for {hosts}, not for {CertificateHosts.Plain(from.Address)}, where it comes from"
            : null);
    }
}
