using System.Globalization;
using NumaProbe.Cluster.Akka;

namespace NumaProbe.Cli.Services;

/// <summary>The processes of a cluster on this machine.</summary>
/// <param name="Hosts">Processes that hold nodes.</param>
/// <param name="ScenarioNodes">Nodes of the scenario to begin with; 0 without one.</param>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Scenario">Scenario file to begin with, or null.</param>
/// <param name="Pace">Pace, or null.</param>
/// <param name="Listen">Where the API listens.</param>
/// <param name="Data">Folder of the journal.</param>
/// <param name="Door">Options of the coordinator that say who may use the API, passed on as they are.</param>
internal sealed record UpPlan(
    int Hosts, int ScenarioNodes, string Cluster, string? Scenario, string? Pace, string Listen, string Data, IReadOnlyList<string> Door)
{
    /// <summary>Nodes held at least: a later scenario may have more than the first, and a node that no scenario has costs nothing.</summary>
    internal const int LeastNodes = 64;

    /// <summary>The processes.</summary>
    /// <param name="ports">A port for each, the coordinator's first; a process keeps it when it is started again.</param>
    /// <param name="certificates">Options of the certificates that all of them show, or none.</param>
    internal IReadOnlyList<ChildSpec> Children(IReadOnlyList<int> ports, IReadOnlyList<string> certificates)
    {
        var addresses = ports.Select(port => new HostPort("127.0.0.1", port).ToString()).ToList();
        string[] common = ["--cluster", Cluster, "--seeds", string.Join(',', addresses.Take(SeedList.MaxSeeds)), .. certificates, "--ends-with-input"];
        var nodes = Math.Max(LeastNodes, ScenarioNodes);
        var coordinator = new ChildSpec(
            "coordinator",
            ["coordinator", "--address", addresses[0], .. common, "--listen", Listen, "--data", Data, .. Door, .. Optional("--scenario", Scenario), .. Optional("--pace", Pace)],
            IsVital: true);
        return
        [
            coordinator,
            .. Enumerable.Range(0, Hosts).Select(host => new ChildSpec(
                HostName(host),
                ["node", "--nodes", NodeSet.Text(Range(host, nodes)), "--name", HostName(host), "--address", addresses[host + 1], .. common],
                IsVital: false)),
        ];
    }

    /// <summary>What people are told at the start.</summary>
    internal IEnumerable<string> Describe()
    {
        yield return $"coordinator  {(Door.Contains("--tls-cert", StringComparer.Ordinal) ? "https" : "http")}://{Listen}, journal and runs in {Data}";
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
