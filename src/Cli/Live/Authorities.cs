using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Live;

/// <summary>The certificates that a cluster's must come from, in place of those of the machine.</summary>
internal static class Authorities
{
    /// <summary>Reads a file of certificates in PEM.</summary>
    /// <param name="file">The file.</param>
    internal static X509ChainPolicy Read(string file)
    {
        try
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            return policy.CustomTrustStore.Count > 0
                ? policy
                : throw new CliFailure(ExitCode.Usage, $"{file} holds no certificate in PEM");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CliFailure(ExitCode.Usage, $"the certificates in {file} cannot be read: {e.Message}");
        }
    }
}
