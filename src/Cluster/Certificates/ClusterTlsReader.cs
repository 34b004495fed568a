using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// Reads a process's certificate, key and authorities. What other processes would refuse is refused here already, with the name of
/// the file: they would only see a connection that ends.
/// </summary>
internal static class ClusterTlsReader
{
    private const string Own = "the certificate of this process";
    private const string Key = "the key of this process";
    private const string Authorities = "the file of the cluster's authorities";

    /// <summary>Reads and checks everything.</summary>
    /// <param name="files">Where it is.</param>
    internal static (ClusterTls? Tls, string? Problem) Read(ClusterTlsFiles files)
    {
        var (authorities, strange) = ReadAuthorities(files.Authorities);
        if (authorities is null)
        {
            return (null, strange);
        }

        var (bare, unreadable) = ReadOwn(files.Certificate);
        if (bare is null)
        {
            return (null, unreadable);
        }

        var (keyText, noKey) = PemText.Read(Key, files.Key);
        if (keyText is null)
        {
            return (null, noKey);
        }

        var (certificate, misfit) = PrivateKeyPem.Join(bare, keyText);
        return certificate is null
            ? (null, $"{PemText.Place(Key, files.Key)} {misfit}; {files.Certificate} needs the one that was made with it")
            : Check(files, certificate, new CertificateTrust(authorities));
    }

    private static (ClusterTls? Tls, string? Problem) Check(ClusterTlsFiles files, X509Certificate2 certificate, CertificateTrust trust)
    {
        try
        {
            var hosts = CertificateHosts.Of(certificate);
            var problem = trust.Problem(certificate, CertificatePurpose.Server) ?? trust.Problem(certificate, CertificatePurpose.Client)
                ?? (hosts.AreNone ? "it names no host, neither a DNS name nor an address" : null);
            return problem is null
                ? (new ClusterTls(certificate, hosts, trust), null)
                : (null, $"{PemText.Place(Own, files.Certificate)} is refused: {problem} (authorities: {files.Authorities})");
        }
        catch (CryptographicException e)
        {
            return (null, $"{PemText.Place(Own, files.Certificate)} cannot be read: {e.Message}");
        }
    }

    private static (X509Certificate2Collection? Authorities, string? Problem) ReadAuthorities(string path)
    {
        var (certificates, problem) = PemText.ReadCertificates(Authorities, path);
        if (certificates is null)
        {
            return (null, problem);
        }

        if (certificates.Count > CertificateLimits.MaxAuthorities)
        {
            return (null, string.Create(
                CultureInfo.InvariantCulture,
                $"{PemText.Place(Authorities, path)} holds {certificates.Count} certificates; "
                + $"{CertificateLimits.MaxAuthorities} at most are trusted at once"));
        }

        var other = certificates.FirstOrDefault(certificate => !IsAuthority(certificate));
        return other is null ? (certificates, null) : (null, string.Create(
            CultureInfo.InvariantCulture,
            $"{PemText.Place(Authorities, path)} holds a certificate that is no authority's, "
            + $"number {certificates.IndexOf(other) + 1}: give ca.pem, not NAME.pem"));
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    private static (X509Certificate2? Certificate, string? Problem) ReadOwn(string path)
    {
        var (certificates, problem) = PemText.ReadCertificates(Own, path);
        return certificates is null ? (null, problem)
            : certificates.Count == 1 ? (certificates[0], null)
            : (null, string.Create(
                CultureInfo.InvariantCulture,
                $"{PemText.Place(Own, path)} holds {certificates.Count} certificates; leave only its own there, "
                + $"and put those between it and the authority into the file of the authorities"));
    }
}
