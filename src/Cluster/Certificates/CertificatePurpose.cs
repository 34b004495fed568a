using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// What a certificate says it may be used for (extended key usage). A process of a cluster connects to others and is connected to, so its
/// own needs both; each connection asks for one.
/// </summary>
internal sealed class CertificatePurpose
{
    private CertificatePurpose(string oid, string text) => (Oid, Text) = (oid, text);

    /// <summary>For whoever is connected to.</summary>
    internal static CertificatePurpose Server { get; } = new("1.3.6.1.5.5.7.3.1", "servers (serverAuth)");

    /// <summary>For whoever connects.</summary>
    internal static CertificatePurpose Client { get; } = new("1.3.6.1.5.5.7.3.2", "clients (clientAuth)");

    /// <summary>The number it has in certificates.</summary>
    internal string Oid { get; }

    /// <summary>For people.</summary>
    internal string Text { get; }

    /// <summary>The certificate says so itself; one that says nothing is no certificate for anything here.</summary>
    /// <param name="certificate">The certificate.</param>
    internal bool IsOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(e => e.EnhancedKeyUsages.Cast<Oid>())
            .Any(usage => string.Equals(usage.Value, Oid, StringComparison.Ordinal));
}
