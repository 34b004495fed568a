using System.CommandLine;
using Spectre.Console;
using NumaProbe.Analysis.Comparisons;
using NumaProbe.Cli.Compare;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>compare</c>: runs a scenario on several kernel generations and puts the figures side by side.</summary>
internal static class CompareVerb
{
    internal static Verb Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Scenario file (YAML or JSON); - reads standard input" };
        var generation = new Option<string?>("--generation") { Description = "Kernel generations, with commas between them [default: all]", HelpName = "G,G,…" };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of everything drawn", HelpName = "N" };
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "compare", "Emulate a scenario on several kernel generations and compare them",
            "numaprobe compare scenario.yaml",
            "numaprobe compare scenario.yaml --generation v4.19,v5.1,v6.12",
            "numaprobe compare scenario.yaml -o json | jq '.runs[] | {generation, makespanNs}'")
        {
            file, generation, seed, output,
        };
        verb.SetAction(parsed =>
        {
            var names = Names(parsed.GetValue(generation));
            var input = ScenarioInput.Read(parsed.GetRequiredValue(file), context.Console);
            var runs = new ComparisonRunner(context).Run(input, names, parsed.GetValue(seed));
            Print(context.Console, runs, input.Result.Scenario!.Expectations, parsed.GetValue(output)!);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static List<string> Names(string? list)
    {
        var names = list is null ? KernelGenerations.All.Select(g => g.Name).ToList() : [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return names.Count > 0 ? names : throw new CliFailure(ExitCode.Usage, "--generation names no kernel generation");
    }

    private static void Print(CliConsole console, IReadOnlyList<ComparedRun> runs, IEnumerable<Expectation> expectations, string output)
    {
        if (string.Equals(output, "json", StringComparison.Ordinal))
        {
            JsonOut.Print(console, json => ComparisonJson.Write(json, runs));
            return;
        }

        var rows = ComparisonTable.Rows(runs, expectations);
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        foreach (var head in rows[0])
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(head)}[/]").NoWrap().PadRight(3).PadLeft(0));
        }

        foreach (var row in rows.Skip(1))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        Tables.Print(console, table);
    }
}
