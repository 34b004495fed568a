using System.CommandLine;
using System.Security.Cryptography;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Services;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Akka;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Hosts;
using NumaProbe.VirtualTime.Akka;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>node</c>: a process that holds NUMA nodes of a cluster.</summary>
internal static class NodeVerb
{
    internal static Verb Create(CliContext context)
    {
        var nodes = new Option<string>("--nodes") { Description = "NUMA nodes to hold: 2, 0-3 or 0,4", HelpName = "LIST", Required = true };
        var endpoint = new EndpointOptions(isCoordinator: false);
        var name = new Option<string?>("--name") { Description = "Name of the process, for people [default: node-LIST]", HelpName = "NAME" };
        var health = new Option<string?>("--health-file") { Description = "File to write a pulse to, for numaprobe health --file", HelpName = "FILE" };
        var input = ServiceStop.EndsWithInput();
        var verb = new Verb(
            "node", "Hold NUMA nodes of a cluster, until stopped",
            "numaprobe node --nodes 2",
            "numaprobe node --nodes 0-3 --name left --health-file /run/numaprobe/health",
            "numaprobe node --nodes 2 --address right:4053 --seeds left:4053,right:4053 --cluster-cert right.pem --cluster-key right.key --cluster-ca ca.pem")
        {
            nodes, name, health, input,
        };
        endpoint.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var list = parsed.GetRequiredValue(nodes);
            var held = NodeSet.Parse(list)
                ?? throw new CliFailure(ExitCode.Usage, $"--nodes takes up to {NodeHostCore.MaxNodes} different nodes, for example 2, 0-3 or 0,4");
            var where = endpoint.Endpoint(parsed);
            endpoint.WarnOfRights(parsed, context.Log);
            using var stop = new ServiceStop(context.Console, parsed.GetValue(input));
            return Run(context, where, new Choices(held, parsed.GetValue(name) ?? $"node-{list}", parsed.GetValue(health)), stop);
        });
        return verb;
    }

    private static int Run(CliContext context, ClusterEndpoint endpoint, Choices choices, ServiceStop stop)
    {
        var why = Cancellable.Wait(() => ServeAsync(context, endpoint, choices, stop.Token), stop.Token);
        return why is null ? stop.ExitCode : throw new CliFailure(ExitCode.RunFailed, $"{choices.Name} was told to end: {why}");
    }

    private static Task<string?> ServeAsync(CliContext context, ClusterEndpoint endpoint, Choices choices, CancellationToken stop)
    {
        var log = context.Log.ForContext("Process", choices.Name);
        log.Information("{Name} holds nodes {Nodes}", choices.Name, NodeSet.Text(choices.Nodes));
        return ClusterAccess.RunAsync(() => ClusterProcess.RunNodeAsync(
            endpoint,
            address => new HostIdentity(choices.Name, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), address, choices.Nodes, ToolVersion.Current),
            AkkaHosts.Instance,
            new HealthFile(choices.HealthFile, log),
            log,
            stop));
    }

    /// <summary>What the command line chose.</summary>
    private sealed record Choices(IReadOnlyList<int> Nodes, string Name, string? HealthFile);
}
