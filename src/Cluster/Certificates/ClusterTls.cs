using System.Security.Cryptography.X509Certificates;
using Akka.Event;
using Akka.Remote.Transport.DotNetty;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// How the processes of a cluster prove to each other who they are: both ends of a connection show a certificate of one of the given
/// authorities, made for that side, valid now, and with the right host in it (<see cref="PeerCheck"/> says what can be known). There is no
/// way to switch a part of it off.
/// </summary>
public sealed class ClusterTls : IDisposable
{
    /// <summary>
    /// What the actor system needs beside <see cref="Setup"/>. An incoming connection is used for reading only: who connects says which
    /// address it has, and nothing proves it. What is sent to an address always goes over a connection of our own, whose certificate
    /// names that host, so no process can be given what is meant for another. (It can still write in another's name.)
    /// </summary>
    public const string Remoting = """
        akka.remote {
          use-passive-connections = off
          dot-netty.tcp.enable-ssl = true
        }
        """;

    private readonly X509Certificate2 _certificate;
    private readonly CertificateHosts _hosts;
    private readonly PeerCheck _peers;

    internal ClusterTls(X509Certificate2 certificate, CertificateHosts hosts, CertificateTrust trust)
    {
        (_certificate, _hosts) = (certificate, hosts);
        _peers = new PeerCheck(trust);
    }

    /// <summary>When this process's certificate expires.</summary>
    public DateTimeOffset NotAfter => new(_certificate.NotAfter.ToUniversalTime());

    /// <summary>Reads certificate, key and authorities, and checks that others who do the same will accept them.</summary>
    /// <param name="files">Where they are.</param>
    /// <returns>What they are for, or a message for people; exactly one of the two.</returns>
    public static (ClusterTls? Tls, string? Problem) Read(ClusterTlsFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return ClusterTlsReader.Read(files);
    }

    /// <summary>Why others would refuse this process at an address; nothing when they would not.</summary>
    /// <param name="host">Host of the address by which they know it.</param>
    public string? ProblemWithAddress(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return _hosts.Include(host)
            ? null
            : $"the certificate of this process is for {_hosts}, not for {host}, by which others know it: make one with "
                + $"numaprobe certs init {host}, or give --address another host";
    }

    /// <summary>The same for Akka.Remote, together with <see cref="Remoting"/>.</summary>
    public DotNettySslSetup Setup() => new(
        _certificate, suppressValidation: false, requireMutualAuthentication: true, validateCertificateHostname: true,
        (certificate, _, remotePeer, _, log) =>
        {
            var problem = _peers.Problem(certificate, remotePeer);
            if (problem is not null)
            {
                log.Warning("the certificate of {0} is refused: {1}", remotePeer, problem);
            }

            return problem is null;
        });

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();
}
