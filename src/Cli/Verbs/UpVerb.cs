using System.CommandLine;
using System.Globalization;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Services;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>up</c>: a whole cluster on this machine: a coordinator and node hosts, kept running until stopped.</summary>
internal static class UpVerb
{
    private const int DefaultProcesses = 4;
    private const int MaxProcesses = 64;

    internal static Verb Create(CliContext context)
    {
        var processes = new Option<int?>("--processes")
        {
            Description = "One process for the coordinator and N that hold nodes [default: as many as the scenario has nodes, else 4]",
            HelpName = "N",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var cluster = new Option<string>("--cluster") { Description = "Name of the cluster", HelpName = "NAME", DefaultValueFactory = _ => EndpointOptions.DefaultCluster };
        var scenario = new Option<string?>("--scenario") { Description = "Scenario file to begin with", HelpName = "FILE" };
        var pace = new Option<string?>("--pace") { Description = "Pace of virtual time, for example 1x", HelpName = "P" };
        var listen = new Option<string>("--listen") { Description = "Where the API listens", HelpName = "A", DefaultValueFactory = _ => NumaProbe.Api.Settings.ApiOptions.DefaultListen };
        var data = new Option<string>("--data") { Description = "Folder of the journal and of finished runs", HelpName = "DIR", DefaultValueFactory = _ => CoordinatorVerb.DefaultData };
        Option<string?>[] door =
        [
            new("--token-file") { Description = "File with the token that the API asks for; needed for an address that others reach", HelpName = "FILE" },
            new("--viewer-token-file") { Description = "File with a token that may only read", HelpName = "FILE" },
            new("--tls-cert") { Description = "Certificate and chain (PEM) of the API", HelpName = "FILE" },
            new("--tls-key") { Description = "Private key (PEM) of that certificate", HelpName = "FILE" },
        ];
        var verb = new Verb(
            "up", "Run a cluster on this machine, until stopped",
            "numaprobe up --processes 4",
            "numaprobe up --scenario scenario.yaml --pace 1x",
            "numaprobe up --listen 0.0.0.0:8080 --token-file token --tls-cert api.pem --tls-key api.key")
        {
            processes, scenario, pace, listen, data, cluster,
        };
        foreach (var option in door)
        {
            verb.Add(option);
        }

        verb.SetAction(parsed =>
        {
            var file = parsed.GetValue(scenario);
            var nodes = file is null ? (int?)null : ScenarioInput.Read(file, context.Console).Require(context.Console).Topology.Nodes.Length;
            var plan = new UpPlan(
                Count(parsed.GetValue(processes), nodes), nodes ?? 0, EndpointOptions.ClusterName(parsed.GetValue(cluster)!), file, parsed.GetValue(pace),
                parsed.GetValue(listen)!, parsed.GetValue(data)!,
                [.. door.SelectMany(option => parsed.GetValue(option) is { } value ? (string[])[option.Name, value] : [])]);
            return Run(context, plan);
        });
        return verb;
    }

    private static int Count(int? asked, int? nodes) => asked switch
    {
        null => Math.Clamp(nodes ?? DefaultProcesses, 1, MaxProcesses),
        >= 1 and <= MaxProcesses => asked.Value,
        _ => throw new CliFailure(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--processes takes 1 to {MaxProcesses}")),
    };

    private static int Run(CliContext context, UpPlan plan)
    {
        using var stop = new ServiceStop(context.Console, endsWithInput: false);
        foreach (var line in plan.Describe())
        {
            context.Console.Out.WriteLine(line);
        }

        context.Console.Out.Flush();
        using var certificates = new OwnCertificates();
        using var pulses = new PulseFolder();
        var children = plan.Children(LoopbackPorts.Find(plan.Hosts + 1), certificates.Options).Select(child => child.WithPulseIn(pulses.Path)).ToList();
        var code = Task.Run(() => new Supervisor(context.Console.Out, context.Log).RunAsync(children, stop.Token)).GetAwaiter().GetResult();
        return code ?? stop.ExitCode;
    }
}
