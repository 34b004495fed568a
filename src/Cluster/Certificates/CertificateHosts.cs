using System.Net;
using System.Security.Cryptography.X509Certificates;
using NumaProbe.Shared;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// The hosts that a certificate names, its subject alternative names. Compared exactly: a wildcard is no name, and the
/// subject is none either.
/// </summary>
internal sealed class CertificateHosts
{
    private readonly HashSet<string> _names;
    private readonly HashSet<IPAddress> _addresses;

    private CertificateHosts(IEnumerable<string> names, IEnumerable<IPAddress> addresses)
    {
        _names = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        _addresses = [.. addresses.Select(Plain)];
    }

    /// <summary>It names none at all.</summary>
    internal bool AreNone => _names.Count == 0 && _addresses.Count == 0;

    /// <summary>It names addresses, and nothing that only a resolver could compare with an address.</summary>
    internal bool AreAddressesOnly => _names.Count == 0 && _addresses.Count > 0;

    /// <summary>Reads them from a certificate. Throws when they cannot be read.</summary>
    /// <param name="certificate">The certificate.</param>
    internal static CertificateHosts Of(X509Certificate2 certificate)
    {
        var all = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
        return new CertificateHosts(
            all.SelectMany(names => names.EnumerateDnsNames()), all.SelectMany(names => names.EnumerateIPAddresses()));
    }

    /// <summary>The host is among them.</summary>
    /// <param name="host">DNS name or address; an address of IPv6 may stand in brackets.</param>
    internal bool Include(string host) => IPAddress.TryParse(host, out var address) ? Include(address) : _names.Contains(host);

    /// <summary>The address is among them.</summary>
    /// <param name="address">The address.</param>
    internal bool Include(IPAddress address) => _addresses.Contains(Plain(address));

    /// <summary>An address of IPv4 in its own form, also where a socket gives it in that of IPv6.</summary>
    /// <param name="address">The address.</param>
    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <inheritdoc/>
    public override string ToString() => AreNone
        ? "no host"
        : PlainText.Of(string.Join(
            ", ", _names.Concat(_addresses.Select(a => a.ToString())).Order(StringComparer.Ordinal).Take(CertificateLimits.MaxNames)));
}
