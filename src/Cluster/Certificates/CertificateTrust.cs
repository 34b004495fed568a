using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// The authorities that a cluster trusts, and nobody else: not those of the machine, and nothing that a certificate says is fetched from
/// anywhere. There is no list of revoked certificates; a lost key is answered by a new authority.
/// </summary>
internal sealed class CertificateTrust(X509Certificate2Collection authorities)
{
    /// <summary>Why a certificate is not to be trusted for a purpose now; nothing when it is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="purpose">What it is used for.</param>
    internal string? Problem(X509Certificate2 certificate, CertificatePurpose purpose)
    {
        var now = DateTime.Now;
        if (now < certificate.NotBefore)
        {
            return $"it is not valid before {Text(certificate.NotBefore)}; is the clock of this machine right?";
        }

        if (now > certificate.NotAfter)
        {
            return $"it expired at {Text(certificate.NotAfter)}; make new ones with numaprobe certs init";
        }

        if (!purpose.IsOf(certificate))
        {
            return $"it is not for {purpose.Text}";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose.Oid));
        return chain.Build(certificate) ? null : Explain(chain);
    }

    private static string Explain(X509Chain chain)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, next) => all | next.Status);
        const X509ChainStatusFlags Strange =
            X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;
        return (status & Strange) != X509ChainStatusFlags.NoError ? "none of the given authorities signed it"
            : (status & X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError
                ? "the authority that signed it is not valid at this time"
            : $"its chain is not in order: {status}";
    }

    private static string Text(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
