using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// Signs certificates: a certificate of its own and its key (ECDSA, P-256). It signs for processes only, never for another authority.
/// Each authority has a name of its own, so that people can tell two of them apart while one replaces the other.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const int SerialBytes = 16;
    private const int MaxCommonName = 64;

    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>The certificate that others trust, PEM.</summary>
    internal string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>The key, PEM without a passphrase.</summary>
    internal string KeyPem
    {
        get
        {
            using var key = _certificate.GetECDsaPrivateKey()!;
            return key.ExportPkcs8PrivateKeyPem() + "\n";
        }
    }

    /// <summary>Makes an authority.</summary>
    /// <param name="now">The time.</param>
    internal static CertificateAuthority Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = "CN=NumaProbe cluster authority " + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new CertificateAuthority(
            request.CreateSelfSigned(now - CertificateLimits.ClockSkew, now + CertificateLimits.AuthorityValidity));
    }

    /// <summary>Takes up an authority whose key was kept.</summary>
    /// <param name="certificates">Its certificate, perhaps among those of others.</param>
    /// <param name="keyPem">Its key.</param>
    /// <returns>Nothing when the key fits none of the certificates.</returns>
    internal static CertificateAuthority? Of(X509Certificate2Collection certificates, string keyPem)
    {
        foreach (var certificate in certificates)
        {
            if (PrivateKeyPem.Join(certificate, keyPem).Certificate is { } whole)
            {
                return new CertificateAuthority(whole);
            }
        }

        return null;
    }

    /// <summary>When certificates made at a time expire: as long as they are good for, and never after the authority itself.</summary>
    /// <param name="now">The time.</param>
    internal DateTimeOffset ExpiryAt(DateTimeOffset now)
    {
        var own = new DateTimeOffset(_certificate.NotAfter.ToUniversalTime());
        return own < now + CertificateLimits.Validity ? own : now + CertificateLimits.Validity;
    }

    /// <summary>Makes a certificate with a key of its own.</summary>
    /// <param name="name">Its names.</param>
    /// <param name="now">The time.</param>
    /// <returns>Certificate and key, PEM.</returns>
    internal (string CertificatePem, string KeyPem) Issue(CertificateName name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = now - CertificateLimits.ClockSkew;
        var start = new DateTimeOffset(_certificate.NotBefore.ToUniversalTime());
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // positive, and of one length
        using var certificate = Request(name, key).Create(_certificate, from < start ? start : from, ExpiryAt(now), serial);
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private CertificateRequest Request(CertificateName name, ECDsa key)
    {
        // the subject is for people; only the alternative names count
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name.Title.Length <= MaxCommonName ? name.Title : name.Title.Split('.')[0]);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var dns in name.DnsNames)
        {
            names.AddDnsName(dns);
        }

        foreach (var address in name.Addresses)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(CertificatePurpose.Server.Oid), new Oid(CertificatePurpose.Client.Oid)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            _certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request;
    }
}
