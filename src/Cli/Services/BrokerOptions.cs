using System.CommandLine;
using NumaProbe.Cluster.RabbitMq;

namespace NumaProbe.Cli.Services;

/// <summary>The options that lead a process to its cluster's broker, in the same words in every verb.</summary>
internal sealed class BrokerOptions
{
    private const string DefaultCluster = "numaprobe";

    /// <summary>File with the broker's address.</summary>
    internal Option<string?> File { get; } = new("--broker-file")
    {
        Description = "File with the broker's address, one line: amqp[s]://USER:PASSWORD@HOST[:PORT][/VHOST]",
        HelpName = "FILE",
    };

    /// <summary>File with the authority of the broker's certificate.</summary>
    internal Option<string?> Authority { get; } = new("--broker-ca")
    {
        Description = "Certificates (PEM) that the broker's must come from [default: those of the machine]",
        HelpName = "FILE",
    };

    /// <summary>Name of the cluster.</summary>
    internal Option<string> Cluster { get; } = new("--cluster")
    {
        Description = "Name of the cluster: several can share a broker",
        HelpName = "NAME",
        DefaultValueFactory = _ => DefaultCluster,
    };

    /// <summary>The cluster's name, or the end of the command.</summary>
    internal string ClusterName(ParseResult parsed)
    {
        var name = parsed.GetValue(Cluster)!;
        return RabbitMqEndpoint.IsClusterName(name)
            ? name
            : throw new CliFailure(ExitCode.Usage, $"'{name}' is no name of a cluster: 1 to {RabbitMqLimits.MaxClusterNameLength} letters, digits, '-' and '_'");
    }

    /// <summary>The broker's address, or the end of the command.</summary>
    internal BrokerUri Broker(ParseResult parsed)
    {
        var file = parsed.GetValue(File) ?? throw new CliFailure(ExitCode.Usage, "say where the broker is: --broker-file FILE");
        var (uri, problem) = BrokerFile.Read(file);
        return uri ?? throw new CliFailure(ExitCode.Usage, problem!);
    }

    /// <summary>How the broker proves who it is, or the end of the command.</summary>
    internal BrokerTls Tls(ParseResult parsed)
    {
        if (parsed.GetValue(Authority) is not { } file)
        {
            return BrokerTls.OfMachine;
        }

        var (tls, problem) = BrokerTls.Read(file);
        return tls ?? throw new CliFailure(ExitCode.Usage, problem!);
    }
}
