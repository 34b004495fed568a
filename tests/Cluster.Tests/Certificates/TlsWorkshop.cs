using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Remote.Transport.DotNetty;
using NumaProbe.Cluster.Certificates;

namespace NumaProbe.Cluster.Tests.Certificates;

/// <summary>An authority in a folder of its own, and certificates of it that are right or wrong in one way each.</summary>
internal sealed class TlsWorkshop : IDisposable
{
    internal const string Server = "1.3.6.1.5.5.7.3.1";
    internal const string Client = "1.3.6.1.5.5.7.3.2";
    internal const string Here = "127.0.0.1";

    private const string Name = "numaprobe test authority";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _authority = MakeAuthority();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-tls-");
    private int _files;

    /// <summary>The authority's certificate.</summary>
    internal string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>The folder.</summary>
    internal string Folder => _folder.FullName;

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A certificate; right unless something else is asked for.</summary>
    internal X509Certificate2 Issue(string? hosts = Here, string[]? usages = null, TimeSpan? from = null, TimeSpan? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(hosts, key, usages ?? [Server, Client]);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            _authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var bare = request.Create(
            _authority, DateTimeOffset.UtcNow + (from ?? -Day), DateTimeOffset.UtcNow + (until ?? Day),
            [1, .. RandomNumberGenerator.GetBytes(15)]);
        return bare.CopyWithPrivateKey(key);
    }

    internal X509Certificate2 Expired() => Issue(from: -Day, until: -Day / 2);

    internal X509Certificate2 NotYetValid() => Issue(from: Day / 2, until: Day);

    /// <summary>Right, but signed by nobody else.</summary>
    internal static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(Here, key, [Server, Client]).CreateSelfSigned(DateTimeOffset.UtcNow - Day, DateTimeOffset.UtcNow + Day);
    }

    /// <summary>What a right process has.</summary>
    internal ClusterTls Right(string host = Here) => Read(Issue(host), AuthorityPem);

    /// <summary>What a process has that others accept.</summary>
    internal ClusterTls Read(X509Certificate2 certificate, string authorities)
    {
        var (tls, problem) = ClusterTls.Read(Files(certificate, authorities));
        problem.ShouldBeNull();
        return tls!;
    }

    /// <summary>Writes the three files of a process.</summary>
    internal ClusterTlsFiles Files(X509Certificate2 certificate, string authorities)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return new(File(certificate.ExportCertificatePem()), File(key.ExportPkcs8PrivateKeyPem()), File(authorities));
    }

    /// <summary>Writes a file and gives its path.</summary>
    internal string File(string text)
    {
        var path = Path.Combine(_folder.FullName, $"{++_files}.pem");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A process that shows this certificate and takes every other.</summary>
    internal static DotNettySslSetup Careless(X509Certificate2 certificate) => new(certificate, suppressValidation: true);

    private static X509Certificate2 MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow - (Day * 2), DateTimeOffset.UtcNow + (Day * 2));
    }

    private static CertificateRequest Request(string? hosts, ECDsa key, string[] usages)
    {
        // the subject is the right host always: it must not count
        var request = new CertificateRequest($"CN={Here}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts?.Split(',') ?? [])
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        if (hosts is not null)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        if (usages.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Oids(usages), critical: false));
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }

    private static OidCollection Oids(string[] usages)
    {
        var oids = new OidCollection();
        foreach (var usage in usages)
        {
            oids.Add(new Oid(usage));
        }

        return oids;
    }
}
