using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Tests.Support.Broker;

/// <summary>A certificate authority for tests, and certificates of it that are right or wrong in one way each.</summary>
internal sealed class TestCertificates : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly X509Certificate2 _authority = MakeAuthority("numaprobe test authority");

    /// <summary>The authority's certificate, PEM.</summary>
    internal string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>A certificate of a server on this machine.</summary>
    internal X509Certificate2 Right() => Issue(_authority, "localhost", ServerAuthentication, -Day, Day);

    /// <summary>Right, but of another machine.</summary>
    internal X509Certificate2 OfAnotherHost() => Issue(_authority, "broker.example", ServerAuthentication, -Day, Day);

    /// <summary>Right until yesterday.</summary>
    internal X509Certificate2 Expired() => Issue(_authority, "localhost", ServerAuthentication, -Day * 0.9, -Day * 0.5);

    /// <summary>Right from tomorrow on.</summary>
    internal X509Certificate2 NotYetValid() => Issue(_authority, "localhost", ServerAuthentication, Day * 0.5, Day * 0.9);

    /// <summary>Right for clients.</summary>
    internal X509Certificate2 OfAClient() => Issue(_authority, "localhost", ClientAuthentication, -Day, Day);

    /// <summary>Right, but signed by nobody else.</summary>
    internal static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request("localhost", key, ServerAuthentication).CreateSelfSigned(DateTimeOffset.UtcNow - Day, DateTimeOffset.UtcNow + Day);
        return Reload(certificate);
    }

    /// <summary>Right, but of an authority that nobody trusts, though it has the same name.</summary>
    internal static X509Certificate2 OfAnotherAuthority()
    {
        using var authority = MakeAuthority("numaprobe test authority");
        return Issue(authority, "localhost", ServerAuthentication, -Day, Day);
    }

    /// <inheritdoc/>
    public void Dispose() => _authority.Dispose();

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow - Year, DateTimeOffset.UtcNow + Year);
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string host, string usage, TimeSpan from, TimeSpan until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        using var bare = Request(host, key, usage).Create(authority, DateTimeOffset.UtcNow + from, DateTimeOffset.UtcNow + until, serial);
        using var certificate = bare.CopyWithPrivateKey(key);
        return Reload(certificate);
    }

    private static CertificateRequest Request(string host, ECDsa key, string usage)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host is "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        return request;
    }

    // a key that was only made and never loaded cannot be used for TLS on every system
    private static X509Certificate2 Reload(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
}
