using System.CommandLine;
using System.Globalization;
using NumaProbe.Analysis;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>finish</c>: lets the run of a cluster end when nothing is left to do.</summary>
internal static class FinishVerb
{
    internal static Verb Create(CliContext context)
    {
        var cluster = new ClusterOptions();
        var timeout = new Option<string>("--timeout") { Description = "How long to wait for the end", HelpName = "TIME", DefaultValueFactory = _ => "30s" };
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "finish", "Take no more events: the run of a cluster ends when nothing is left to do",
            "numaprobe finish",
            "numaprobe finish --timeout 10min",
            "numaprobe finish -o json | jq .status")
        {
            output, timeout,
        };
        cluster.AddTo(verb, withTimeout: false);
        verb.SetAction(parsed =>
        {
            var time = ClusterOptions.Duration("--timeout", parsed.GetValue(timeout)!);
            using var client = cluster.Connect(parsed, context.Console);
            client.Post("api/v1/runs/current/finish", null);
            if (!Waiting.IsTrue(new Waiting(client, context.Console).Wait("run=finished", time), "isMet"))
            {
                throw new CliFailure(ExitCode.Timeout, "the run has not ended yet; it takes no more events and ends by itself ('numaprobe wait --for=run=finished' waits for it)");
            }

            var run = client.Get("api/v1/runs/current");
            DocumentOut.Print(context.Console, parsed.GetValue(output)!, run, () => string.Create(
                CultureInfo.InvariantCulture,
                $"run {run.GetProperty("number").GetInt32()} ended: {run.GetProperty("status").GetString()} after {DurationText.Of(run.GetProperty("endNs").GetInt64())} of virtual time"));
            return ExitCode.Ok;
        });
        return verb;
    }
}
