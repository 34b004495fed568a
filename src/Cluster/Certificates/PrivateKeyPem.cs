using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Cluster.Certificates;

/// <summary>Puts a certificate and the key in a PEM text together.</summary>
internal static class PrivateKeyPem
{
    private const string WithPassphrase = "ENCRYPTED PRIVATE KEY";

    /// <summary>Puts both together.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="keyPem">The key.</param>
    /// <returns>The certificate with its key, or what is wrong with the key; exactly one of the two.</returns>
    internal static (X509Certificate2? Certificate, string? Problem) Join(X509Certificate2 certificate, string keyPem)
    {
        if (!PemEncoding.TryFind(keyPem, out var first))
        {
            return (null, "holds no key in PEM");
        }

        if (keyPem.AsSpan()[first.Label].SequenceEqual(WithPassphrase))
        {
            return (null, "has a passphrase, which nobody could type here: write it without, with openssl pkey -in KEY -out NEW");
        }

        try
        {
            return (Usable(X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), keyPem)), null);
        }
        catch (ArgumentException)
        {
            return (null, "is the key of another certificate");
        }
        catch (CryptographicException e)
        {
            return (null, $"holds no key that fits a certificate of this kind ({e.Message})");
        }
    }

    // a key that was only read and never stored cannot be used for TLS on every system
    private static X509Certificate2 Usable(X509Certificate2 joined)
    {
        if (OperatingSystem.IsLinux())
        {
            return joined;
        }

        using (joined)
        {
            return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        }
    }
}
