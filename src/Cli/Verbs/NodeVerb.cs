using System.CommandLine;
using System.Security.Cryptography;
using NumaProbe.Cli.Services;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.RabbitMq;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>node</c>: a process that holds NUMA nodes of a cluster.</summary>
internal static class NodeVerb
{
    internal static Verb Create(CliContext context)
    {
        var nodes = new Option<string>("--nodes") { Description = "NUMA nodes to hold: 2, 0-3 or 0,4", HelpName = "LIST", Required = true };
        var broker = new BrokerOptions();
        var name = new Option<string?>("--name") { Description = "Name of the process, for people [default: node-LIST]", HelpName = "NAME" };
        var health = new Option<string?>("--health-file") { Description = "File to write a pulse to, for numaprobe health --file", HelpName = "FILE" };
        var input = ServiceStop.EndsWithInput();
        var verb = new Verb(
            "node", "Hold NUMA nodes of a cluster, until stopped",
            "numaprobe node --nodes 2 --broker-file broker.uri",
            "numaprobe node --nodes 0-3 --broker-file broker.uri --name left --health-file /run/numaprobe/health")
        {
            nodes, broker.File, broker.Cluster, name, health, broker.Authority, input,
        };
        verb.SetAction(parsed =>
        {
            var list = parsed.GetRequiredValue(nodes);
            var held = NodeSet.Parse(list)
                ?? throw new CliFailure(ExitCode.Usage, $"--nodes takes up to {NodeHostCore.MaxNodes} different nodes, for example 2, 0-3 or 0,4");
            using var stop = new ServiceStop(context.Console, parsed.GetValue(input));
            return Run(context, parsed, broker, new Choices(held, parsed.GetValue(name) ?? $"node-{list}", parsed.GetValue(health)), stop);
        });
        return verb;
    }

    private static int Run(CliContext context, ParseResult parsed, BrokerOptions broker, Choices choices, ServiceStop stop)
    {
        var cluster = broker.ClusterName(parsed);
        var (uri, tls) = (broker.Broker(parsed), broker.Tls(parsed));
        var why = Cancellable.Wait(() => ServeAsync(context, cluster, uri, tls, choices, stop.Token), stop.Token);
        return why is null ? stop.ExitCode : throw new CliFailure(ExitCode.RunFailed, $"{choices.Name} was told to end: {why}");
    }

    private static async Task<string?> ServeAsync(
        CliContext context, string cluster, BrokerUri uri, BrokerTls tls, Choices choices, CancellationToken stop)
    {
        var process = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var endpoint = RabbitMqEndpoint.OfHost(cluster, choices.Nodes, process.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        var log = context.Log.ForContext("Process", choices.Name);
        await using var transport = await BrokerAccess.ConnectAsync(endpoint, uri, tls, log, stop);
        var identity = new HostIdentity(choices.Name, process, transport.Address, choices.Nodes, ToolVersion.Current);
        log.Information("{Name} holds nodes {Nodes}", choices.Name, NodeSet.Text(choices.Nodes));
        var host = new NodeHostProcess(
            identity, RabbitMqEndpoint.OfCoordinator(cluster).Address, transport, () => transport.IsConnected, new HealthFile(choices.HealthFile, log), log);
        return await host.RunAsync(stop);
    }

    /// <summary>What the command line chose.</summary>
    private sealed record Choices(IReadOnlyList<int> Nodes, string Name, string? HealthFile);
}
