using Akka.Remote.Transport.DotNetty;

namespace NumaProbe.Cluster.Akka;

/// <summary>Where a process of a cluster is, and how it finds the others.</summary>
/// <param name="Cluster">Name of the cluster, see <see cref="IsClusterName"/>.</param>
/// <param name="Address">What others reach it by; port 0 for any free one.</param>
/// <param name="Bind">What it listens on; the address, unless something lies between.</param>
/// <param name="Seeds">Processes to find the cluster by, coordinators first; may hold the process itself.</param>
/// <param name="Tls">How it proves itself and others have to, or null to speak in the clear.</param>
public sealed record ClusterEndpoint(string Cluster, HostPort Address, HostPort Bind, IReadOnlyList<HostPort> Seeds, DotNettySslSetup? Tls)
{
    /// <summary>Longest name of a cluster.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Role of a process that may lead.</summary>
    public const string CoordinatorRole = "coordinator";

    /// <summary>Role of a process that holds nodes.</summary>
    public const string NodeRole = "numa-node";

    /// <summary>The scheme of its addresses.</summary>
    public string Scheme => SchemeOf(Tls is not null);

    /// <summary>The scheme of addresses with or without TLS.</summary>
    public static string SchemeOf(bool isSecure) => isSecure ? "akka.ssl.tcp" : "akka.tcp";

    /// <summary>True for 1 to <see cref="MaxNameLength"/> letters, digits, '-' and '_', of which the first is a letter or digit: what an actor system may be called.</summary>
    public static bool IsClusterName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
