using System.Globalization;
using Spectre.Console;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>generations</c>: the kernel generations this program knows, and how they differ.</summary>
internal static class GenerationsVerb
{
    internal static Verb Create(CliContext context)
    {
        var verb = new Verb(
            "generations", "List the kernel generations and how they differ",
            "numaprobe generations",
            "numaprobe run scenario.yaml --generation v6.1");
        verb.SetAction(_ =>
        {
            Print(context.Console);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static void Print(CliConsole console)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        table.AddColumns("[bold]name[/]", "[bold]read from[/]", "[bold]a worker pool for each[/]", "[bold]workers stay there[/]", "[bold]async limit a node[/]");
        foreach (var column in table.Columns)
        {
            column.NoWrap().PadRight(3).PadLeft(0);
        }

        foreach (var generation in KernelGenerations.All)
        {
            const int SomeCpus = 8;
            var name = Markup.Escape(generation.Name) + (generation == KernelGenerations.Default ? " (default)" : "");
            table.AddRow(
                name, Markup.Escape(generation.Source), Name(generation.DefaultAffinityScope), generation.SoftAffinity ? "mostly" : "always",
                generation.AsyncMaxActive(SomeCpus).ToString(CultureInfo.InvariantCulture));
        }

        Tables.Print(console, table);
    }

    private static string Name(AffinityScope scope) => scope switch
    {
        AffinityScope.Cpu => "CPU",
        AffinityScope.Cache => "last-level cache",
        AffinityScope.Numa => "node",
        _ => "machine",
    };
}
