using System.CommandLine;
using NumaProbe.Api.Security;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Akka;
using Serilog;

namespace NumaProbe.Cli.Services;

/// <summary>The options that say where a process of a cluster is and how it finds the others, in the same words in every verb.</summary>
internal sealed class EndpointOptions
{
    /// <summary>Name of a cluster that has no other.</summary>
    internal const string DefaultCluster = "numaprobe";

    /// <summary>Where a coordinator is unless told otherwise, and where a node looks for one.</summary>
    internal static readonly HostPort DefaultCoordinator = new("127.0.0.1", 4053);

    private static readonly HostPort AnyPort = new("127.0.0.1", 0);

    private readonly bool _isCoordinator;
    private readonly Option<string?> _address;
    private readonly Option<string?> _bind = new("--bind")
    {
        Description = "What it listens on, where that is not the address: in containers, behind a translation of addresses",
        HelpName = "ADDRESS[:PORT]",
    };

    private readonly Option<string?> _seeds;
    private readonly Option<bool> _plaintext = new("--plaintext") { Description = "Do without certificates on an address that other machines reach" };
    private readonly ClusterTlsOptions _tls = new();

    internal EndpointOptions(bool isCoordinator)
    {
        _isCoordinator = isCoordinator;
        _address = new Option<string?>("--address")
        {
            Description = isCoordinator ? $"What other processes reach this one by [default: {DefaultCoordinator}]" : "What other processes reach this one by [default: 127.0.0.1 and a free port]",
            HelpName = "HOST:PORT",
        };
        _seeds = new Option<string?>("--seeds")
        {
            Description = $"Processes to find the cluster by, coordinators first; the same list everywhere [default: {(isCoordinator ? "itself" : DefaultCoordinator.ToString())}]",
            HelpName = "HOST:PORT,...",
        };
    }

    /// <summary>Name of the cluster.</summary>
    internal Option<string> Cluster { get; } = new("--cluster")
    {
        Description = "Name of the cluster",
        HelpName = "NAME",
        DefaultValueFactory = _ => DefaultCluster,
    };

    /// <summary>Puts the options into a verb.</summary>
    internal void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_address, _seeds, Cluster, _bind])
        {
            verb.Add(option);
        }

        _tls.AddTo(verb);
        verb.Add(_plaintext);
    }

    /// <summary>Where the process is, or the end of the command.</summary>
    internal ClusterEndpoint Endpoint(ParseResult parsed)
    {
        var cluster = ClusterName(parsed.GetValue(Cluster)!);
        var address = parsed.GetValue(_address) is { } text ? Parsed(text, "--address", null) : _isCoordinator ? DefaultCoordinator : AnyPort;
        var bind = parsed.GetValue(_bind) is { } other ? Parsed(other, "--bind", address.Port) : address;
        var tls = _tls.Read(parsed);
        if (tls is null && !parsed.GetValue(_plaintext) && !(address.IsLoopback && bind.IsLoopback))
        {
            var open = address.IsLoopback ? bind : address;
            throw new CliFailure(
                ExitCode.Usage, $"{open} can be reached by others: give the process a certificate (numaprobe certs init makes some), or say --plaintext on a network that you trust");
        }

        if (tls?.ProblemWithAddress(address.Host) is { } problem)
        {
            throw new CliFailure(ExitCode.Usage, problem);
        }

        return new ClusterEndpoint(cluster, address, bind, Seeds(parsed.GetValue(_seeds), cluster, address, tls is not null), tls?.Setup());
    }

    /// <summary>Warns of a key that others can read.</summary>
    internal void WarnOfRights(ParseResult parsed, ILogger log) => FileRights.Warn(log, parsed.GetValue(_tls.Key));

    /// <summary>A cluster's name, or the end of the command.</summary>
    internal static string ClusterName(string name) => ClusterEndpoint.IsClusterName(name)
        ? name
        : throw new CliFailure(ExitCode.Usage, $"'{name}' is no name of a cluster: 1 to {ClusterEndpoint.MaxNameLength} letters, digits, '-' and '_', of which the first is a letter or digit");

    private static HostPort Parsed(string text, string option, int? defaultPort)
    {
        var (value, problem) = HostPort.Parse(text, defaultPort);
        return value ?? throw new CliFailure(ExitCode.Usage, $"{option} is not understood: {problem}");
    }

    private IReadOnlyList<HostPort> Seeds(string? text, string cluster, HostPort address, bool isSecure)
    {
        if (text is null)
        {
            return [_isCoordinator ? address : DefaultCoordinator];
        }

        var (seeds, problem) = SeedList.Parse(text, cluster, isSecure);
        return seeds ?? throw new CliFailure(ExitCode.Usage, $"--seeds is not understood: {problem}");
    }
}
