using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// How the broker proves who it is: a chain to the given authorities (else to those of the machine), for the host that was asked for, for
/// servers, and not expired. Never lets a mismatch pass.
/// </summary>
public sealed class BrokerTls
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection? _authorities;

    private BrokerTls(X509Certificate2Collection? authorities) => _authorities = authorities;

    /// <summary>Trusts whom the machine trusts.</summary>
    public static BrokerTls OfMachine { get; } = new(null);

    /// <summary>Trusts the authorities in a file and nobody else.</summary>
    /// <param name="path">File with certificates, PEM.</param>
    /// <returns>The trust, or a message for people; exactly one of the two.</returns>
    public static (BrokerTls? Tls, string? Problem) Read(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return (null, $"the file with the broker's certificate authority, {path}, cannot be read: {e.Message}");
        }

        return authorities.Count == 0
            ? (null, $"the file with the broker's certificate authority, {path}, holds no certificate in PEM")
            : (new BrokerTls(authorities), null);
    }

    internal SslOption OptionFor(string host) => new()
    {
        Enabled = true,
        ServerName = host,
        Version = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateValidationCallback = (_, certificate, chain, errors) => IsValid(certificate, chain, errors),
    };

    private bool IsValid(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (_authorities is null || certificate is null)
        {
            return certificate is not null && errors == SslPolicyErrors.None;
        }

        // the machine's authorities are not asked, so only an error of the chain may be overruled, by a better chain
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var copy = new X509Certificate2(certificate);
        return chain.Build(copy);
    }
}
