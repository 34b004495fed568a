using System.CommandLine;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>wait</c>: waits until something is so in a cluster, for scripts.</summary>
internal static class WaitVerb
{
    internal static Verb Create(CliContext context)
    {
        var cluster = new ClusterOptions();
        var condition = new Option<string>("--for")
        {
            Description = "idle, all-bound, ready, run=finished or device/NAME=bound",
            HelpName = "CONDITION",
            Required = true,
        };
        var timeout = new Option<string>("--timeout") { Description = "How long to wait", HelpName = "TIME", DefaultValueFactory = _ => "30s" };
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "wait", "Wait until something is so in a cluster; 5: not in time, 1: never",
            "numaprobe wait --for=ready --timeout 1min",
            "numaprobe wait --for=device/nvme9=bound",
            "numaprobe wait --for=all-bound && numaprobe finish")
        {
            condition, timeout, output,
        };
        cluster.AddTo(verb, withTimeout: false);
        verb.SetAction(parsed =>
        {
            var time = ClusterOptions.Duration("--timeout", parsed.GetValue(timeout)!);
            using var client = cluster.Connect(parsed, context.Console);
            var wanted = parsed.GetRequiredValue(condition);

            // whoever waits for a cluster to be ready has just started it
            var answer = new Waiting(client, context.Console).Wait(wanted, time, evenUnreachable: string.Equals(wanted, "ready", StringComparison.Ordinal));
            DocumentOut.Print(context.Console, parsed.GetValue(output)!, answer, () => PlainText.Of(answer.GetProperty("detail").GetString()!));
            return Waiting.IsTrue(answer, "isMet") ? ExitCode.Ok : Waiting.IsTrue(answer, "isFinal") ? ExitCode.VerdictFalse : ExitCode.Timeout;
        });
        return verb;
    }
}
