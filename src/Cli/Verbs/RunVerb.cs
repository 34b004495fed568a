using System.CommandLine;
using NumaProbe.Analysis.Reports;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>run</c>: emulates a scenario, prints the summary and writes the run folder.</summary>
internal static class RunVerb
{
    private const string FailOnFindings = "findings";

    internal static Verb Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Scenario file (YAML or JSON); - reads standard input" };
        var generation = new Option<string?>("--generation") { Description = "Kernel generation, for example v6.12", HelpName = "G" };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of everything drawn", HelpName = "N" };
        var output = CommonOptions.Output("text", "json");
        var folder = new Option<string?>("--out") { Description = "Folder to write the run to [default: runs/<name>-<generation>-<seed>]", HelpName = "DIR" };
        var failOn = new Option<string?>("--fail-on") { Description = "End with 1 also when the summary has findings", HelpName = FailOnFindings };
        failOn.AcceptOnlyFromAmong(FailOnFindings);
        var force = new Option<bool>("--force") { Description = "Replace an earlier run in that folder" };
        var host = new Option<string>("--host")
        {
            Description = "What carries out the emulated actors: an event loop or Akka.NET; the result is the same",
            HelpName = "H",
            DefaultValueFactory = _ => RunHosts.Bare,
        };
        host.AcceptOnlyFromAmong(RunHosts.Bare, RunHosts.Akka);
        var url = new Option<string?>("--cluster") { Description = "Run it in the cluster at this address instead of here; the result is the same", HelpName = "URL" };
        var cluster = new ClusterOptions();
        var verb = new Verb(
            "run", "Emulate a scenario, print a summary and write the run to a folder",
            "numaprobe run scenario.yaml",
            "numaprobe run scenario.yaml --generation v6.1 --seed 7 --out runs/old-kernel",
            "numaprobe run scenario.yaml -o json | jq .makespanNs",
            "numaprobe run scenario.yaml --generation v5.1 --fail-on findings",
            "numaprobe run scenario.yaml --cluster http://127.0.0.1:8080")
        {
            file, generation, seed, output, folder, force, failOn, host, url,
        };
        cluster.AddTo(verb, withUrl: false);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(url) is not null && result.GetResult(host) is { Implicit: false })
            {
                result.AddError("--host is for a run here; what a cluster runs on is not --cluster's to say");
            }
        });
        verb.SetAction(parsed =>
        {
            var input = ScenarioInput.Read(parsed.GetRequiredValue(file), context.Console);
            var plan = RunPlan.Of(input, parsed.GetValue(generation), parsed.GetValue(seed), context.Console);
            var place = parsed.GetValue(folder) is { } given ? RunFolderPlace.At(given, parsed.GetValue(force)) : plan.FreePlace();
            var outcome = parsed.GetValue(url) is { } address
                ? InCluster(context, cluster.Connect(parsed, context.Console, address), plan, place)
                : new RunCommand(RunHosts.Choose(context, parsed.GetValue(host)!)).Execute(plan, place);
            Print(context.Console, outcome, parsed.GetValue(output)!);
            return CodeOf(outcome, parsed.GetValue(failOn) is not null, context);
        });
        return verb;
    }

    private static RunOutcome InCluster(CliContext context, ClusterClient client, RunPlan plan, RunFolderPlace place)
    {
        using (client)
        {
            return new ClusterRun(client, context.Console).Execute(plan, place);
        }
    }

    private static void Print(CliConsole console, RunOutcome outcome, string output)
    {
        if (string.Equals(output, "json", StringComparison.Ordinal))
        {
            JsonOut.Print(console, json => SummaryJson.Write(json, outcome.Summary, outcome.Verdicts, outcome.Folder));
            return;
        }

        foreach (var line in SummaryText.Lines(outcome.Summary, outcome.Verdicts, outcome.Folder))
        {
            console.Out.WriteLine(line);
        }
    }

    private static int CodeOf(RunOutcome outcome, bool failsOnFindings, CliContext context)
    {
        var end = outcome.Summary.End;
        switch (end.Status)
        {
            case RunStatus.LimitReached:
                throw new CliFailure(ExitCode.RunFailed, $"the run was ended at a bound: {end.Message}");
            case RunStatus.Failed:
                throw new InvalidOperationException(end.Message);
            default:
                var broken = outcome.Verdicts.Count(v => !v.Holds);
                context.Log.Debug("{Broken} of {Count} expectations do not hold", broken, outcome.Verdicts.Count);
                var isRefused = failsOnFindings && outcome.Summary.Findings.Count > 0;
                return broken == 0 && !isRefused ? ExitCode.Ok : ExitCode.VerdictFalse;
        }
    }
}
