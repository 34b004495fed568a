using System.Globalization;
using NumaProbe.Cluster.RabbitMq;

namespace NumaProbe.Cli.Services;

/// <summary>The processes of a cluster on this machine.</summary>
/// <param name="Hosts">Processes that hold nodes.</param>
/// <param name="ScenarioNodes">Nodes of the scenario to begin with; 0 without one.</param>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Scenario">Scenario file to begin with, or null.</param>
/// <param name="Pace">Pace, or null.</param>
/// <param name="Listen">Where the API listens.</param>
/// <param name="Data">Folder of the journal.</param>
/// <param name="Authority">File with the authority of the broker's certificate, or null.</param>
internal sealed record UpPlan(
    int Hosts, int ScenarioNodes, string Cluster, string? Scenario, string? Pace, string Listen, string Data, string? Authority)
{
    /// <summary>Nodes held at least: a later scenario may have more than the first, and a node that no scenario has costs nothing.</summary>
    internal const int LeastNodes = 64;

    /// <summary>The processes.</summary>
    /// <param name="brokerFile">File with the broker's address.</param>
    internal IReadOnlyList<ChildSpec> Children(string brokerFile)
    {
        string[] common = ["--broker-file", brokerFile, "--cluster", Cluster, .. Optional("--broker-ca", Authority), "--ends-with-input"];
        var nodes = Math.Max(LeastNodes, ScenarioNodes);
        var coordinator = new ChildSpec(
            "coordinator", ["coordinator", .. common, "--listen", Listen, "--data", Data, .. Optional("--scenario", Scenario), .. Optional("--pace", Pace)], IsVital: true);
        return
        [
            coordinator,
            .. Enumerable.Range(0, Hosts).Select(host => new ChildSpec(
                HostName(host), ["node", "--nodes", NodeSet.Text(Range(host, nodes)), "--name", HostName(host), .. common], IsVital: false)),
        ];
    }

    /// <summary>What people are told at the start.</summary>
    internal IEnumerable<string> Describe(BrokerUri broker)
    {
        yield return $"broker       {broker}";
        yield return $"coordinator  http://{Listen}, journal and runs in {Data}";
        yield return string.Create(CultureInfo.InvariantCulture, $"nodes        {Hosts} processes, which share the nodes of a scenario in turn");
        yield return "Ctrl-C ends all; in another terminal: numaprobe status";
    }

    private static string HostName(int host) => string.Create(CultureInfo.InvariantCulture, $"host-{host}");

    private static string[] Optional(string option, string? value) => value is null ? [] : [option, value];

    private IEnumerable<int> Range(int host, int nodes)
    {
        for (var node = host; node < nodes; node += Hosts)
        {
            yield return node;
        }
    }
}
