using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Certificates;

namespace NumaProbe.Cli.Services;

/// <summary>
/// Certificates for the processes of a cluster on this machine, made when it starts and gone when it ends: nobody else who works on the machine can
/// take part. Owns their folder, which only its owner can read.
/// </summary>
internal sealed class OwnCertificates : IDisposable
{
    private const string Host = "127.0.0.1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-up-");

    /// <summary>Makes them, or ends the command.</summary>
    internal OwnCertificates()
    {
        var (names, _) = CertificateName.ParseAll([Host]);
        var (set, problem) = CertificateKit.Make(new CertificateOrder(_folder.FullName, names!, KeepAuthorityKey: false, Force: false, DateTimeOffset.UtcNow));
        if (set is null)
        {
            Dispose();
            throw new CliFailure(ExitCode.RunFailed, $"no certificates can be made: {problem!.Text}");
        }
    }

    /// <summary>The options that give them to a process.</summary>
    internal IReadOnlyList<string> Options =>
        ["--cluster-cert", PathOf($"{Host}.pem"), "--cluster-key", PathOf($"{Host}.key"), "--cluster-ca", PathOf(CertificateKit.AuthorityFile)];

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
