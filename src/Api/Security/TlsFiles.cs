using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Security;

/// <summary>Reads the certificate and key that the API is served with.</summary>
internal static class TlsFiles
{
    /// <summary>The certificate with its key, or null for plain HTTP.</summary>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="ApiStartException">One of the two is missing, cannot be read, or they do not belong together.</exception>
    internal static X509Certificate2Collection? Load(ApiOptions options)
    {
        switch (options.TlsCertificateFile, options.TlsKeyFile)
        {
            case (null, null):
                return null;
            case ({ } certificate, { } key):
                return Load(certificate, key);
            case (_, null):
                throw new ApiStartException("a certificate needs its key; add --tls-key FILE");
            default:
                throw new ApiStartException("a key needs its certificate; add --tls-cert FILE");
        }
    }

    private static X509Certificate2Collection Load(string certificate, string key)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            chain[0].Dispose();
            chain[0] = leaf;
            return chain;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ApiStartException($"the certificate {certificate} with the key {key} cannot be used: {e.Message}; both must be PEM files that belong together, the key without a passphrase", e);
        }
    }
}
