using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NumaProbe.Shared;

namespace NumaProbe.Cluster.Certificates;

/// <summary>Reads files in PEM, never more of them than <see cref="CertificateLimits.MaxFileBytes"/>.</summary>
internal static class PemText
{
    /// <summary>Reads a file.</summary>
    /// <param name="what">What the file holds, for people.</param>
    /// <param name="path">The file.</param>
    /// <returns>The text, or what is wrong; exactly one of the two.</returns>
    internal static (string? Text, string? Problem) Read(string what, string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[CertificateLimits.MaxFileBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > CertificateLimits.MaxFileBytes
                ? (null, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Place(what, path)} is larger than {CertificateLimits.MaxFileBytes} bytes, so it is something else"))
                : (Encoding.ASCII.GetString(bytes, 0, length), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"{Place(what, path)} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads the certificates of a file; there is at least one.</summary>
    /// <param name="what">What the file holds, for people.</param>
    /// <param name="path">The file.</param>
    /// <returns>The certificates, or what is wrong; exactly one of the two.</returns>
    internal static (X509Certificate2Collection? Certificates, string? Problem) ReadCertificates(string what, string path)
    {
        var (text, problem) = Read(what, path);
        if (text is null)
        {
            return (null, problem);
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            return (null, $"{Place(what, path)} holds something that is no certificate: {e.Message}");
        }

        return certificates.Count > 0
            ? (certificates, null)
            : (null, $"{Place(what, path)} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }

    /// <summary>A file as messages name it.</summary>
    /// <param name="what">What the file holds.</param>
    /// <param name="path">The file.</param>
    internal static string Place(string what, string path) => $"{what}, {PlainText.Of(path)},";
}
