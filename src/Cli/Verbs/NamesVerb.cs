using System.CommandLine;
using NumaProbe.Analysis.Names;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>names</c>: how stable kernel names are over many seeds, what decides them and what would make them stable.</summary>
internal static class NamesVerb
{
    internal static Verb Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Scenario file (YAML or JSON); - reads standard input" };
        var seeds = new Option<string>("--seeds")
        {
            Description = "Seeds to run, first and last",
            HelpName = "N..M",
            DefaultValueFactory = _ => "1..100",
        };
        var generation = new Option<string?>("--generation") { Description = "Kernel generation, for example v6.12", HelpName = "G" };
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "names", "Say how stable kernel names such as sda and nvme0 are over many seeds",
            "numaprobe names scenario.yaml",
            "numaprobe names scenario.yaml --seeds 1..1000 --generation v6.1",
            "numaprobe names scenario.yaml -o json | jq '.classes[].remedy'")
        {
            file, seeds, generation, output,
        };
        verb.SetAction(parsed =>
        {
            var (first, count) = SeedRange.Parse(parsed.GetRequiredValue(seeds), NameStudy.MostSeeds);
            var input = ScenarioInput.Read(parsed.GetRequiredValue(file), context.Console);
            var plan = RunPlan.Of(input, parsed.GetValue(generation), seed: null, context.Console);
            Print(context.Console, Study(context, plan).Run(first, count), parsed.GetValue(output)!);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static NameStudy Study(CliContext context, RunPlan plan)
    {
        var progress = new ProgressReporter(context.Console);
        return new NameStudy(plan.Scenario, plan.Generation, (scenario, seed, sink) =>
        {
            var end = context.Runner.Execute(scenario, plan.Generation, seed, sink, progress, context.Console.Interrupted);
            progress.Clear();
            return end.Status == RunStatus.Failed ? throw new InvalidOperationException(end.Message) : end;
        });
    }

    private static void Print(CliConsole console, NameStudyResult result, string output)
    {
        if (string.Equals(output, "json", StringComparison.Ordinal))
        {
            JsonOut.Print(console, json => NamesJson.Write(json, result));
            return;
        }

        foreach (var line in NamesText.Lines(result))
        {
            console.Out.WriteLine(line);
        }
    }
}
