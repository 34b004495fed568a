using System.CommandLine;
using System.Globalization;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Services;
using NumaProbe.Cluster.RabbitMq;

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
        var broker = new BrokerOptions();
        var uri = new Option<string?>("--broker") { Description = "The broker's address itself; others on this machine can see it", HelpName = "URI" };
        var scenario = new Option<string?>("--scenario") { Description = "Scenario file to begin with", HelpName = "FILE" };
        var pace = new Option<string?>("--pace") { Description = "Pace of virtual time, for example 1x", HelpName = "P" };
        var listen = new Option<string>("--listen") { Description = "Where the API listens", HelpName = "A", DefaultValueFactory = _ => NumaProbe.Api.ApiOptions.DefaultListen };
        var data = new Option<string>("--data") { Description = "Folder of the journal and of finished runs", HelpName = "DIR", DefaultValueFactory = _ => CoordinatorVerb.DefaultData };
        var verb = new Verb(
            "up", "Run a cluster on this machine, until stopped",
            "numaprobe up --processes --broker-file broker.uri",
            "numaprobe up --processes 4 --broker amqp://guest:guest@127.0.0.1/ --scenario scenario.yaml --pace 1x")
        {
            processes, broker.File, uri, broker.Authority, broker.Cluster, scenario, pace, listen, data,
        };
        verb.SetAction(parsed =>
        {
            var file = parsed.GetValue(scenario);
            var nodes = file is null ? (int?)null : ScenarioInput.Read(file, context.Console).Require(context.Console).Topology.Nodes.Length;
            var plan = new UpPlan(
                Count(parsed.GetValue(processes), nodes), nodes ?? 0, broker.ClusterName(parsed), file, parsed.GetValue(pace), parsed.GetValue(listen)!,
                parsed.GetValue(data)!, parsed.GetValue(broker.Authority));
            var (address, addressFile) = parsed.GetValue(uri) is { } text ? (Parse(text), (string?)null) : (broker.Broker(parsed), parsed.GetValue(broker.File));
            RequireBroker(address, broker.Tls(parsed), context.Console.Interrupted);
            return Run(context, plan, address, addressFile, parsed.GetValue(uri));
        });
        return verb;
    }

    private static int Count(int? asked, int? nodes) => asked switch
    {
        null => Math.Clamp(nodes ?? DefaultProcesses, 1, MaxProcesses),
        >= 1 and <= MaxProcesses => asked.Value,
        _ => throw new CliFailure(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"--processes takes 1 to {MaxProcesses}")),
    };

    private static BrokerUri Parse(string text)
    {
        var (uri, problem) = BrokerUri.Parse(text);
        return uri ?? throw new CliFailure(ExitCode.Usage, $"--broker is not understood: {problem}");
    }

    private static void RequireBroker(BrokerUri uri, BrokerTls tls, CancellationToken cancellation)
    {
        if (Task.Run(() => BrokerConnections.ProblemOfAsync(uri, tls, cancellation), cancellation).GetAwaiter().GetResult() is not { } problem)
        {
            return;
        }

        throw new CliFailure(ExitCode.Unreachable, $"""
            {problem}
            a cluster needs RabbitMQ; one of these brings it:
              docker run --rm -p 127.0.0.1:5672:5672 rabbitmq:4
              sudo apt-get install rabbitmq-server
            and then: numaprobe up --processes --broker amqp://guest:guest@127.0.0.1/
            """);
    }

    private static int Run(CliContext context, UpPlan plan, BrokerUri broker, string? brokerFile, string? secret)
    {
        using var stop = new ServiceStop(context.Console, endsWithInput: false);
        var file = brokerFile ?? PrivateFile.Write(secret!);
        try
        {
            foreach (var line in plan.Describe(broker))
            {
                context.Console.Out.WriteLine(line);
            }

            context.Console.Out.Flush();
            var code = Task.Run(() => new Supervisor(context.Console.Out, context.Log).RunAsync(plan.Children(file), stop.Token)).GetAwaiter().GetResult();
            return code ?? stop.ExitCode;
        }
        finally
        {
            if (brokerFile is null)
            {
                File.Delete(file);
            }
        }
    }
}
