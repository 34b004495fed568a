using System.CommandLine;
using System.Text;

namespace NumaProbe.Cli;

/// <summary>What <c>numaprobe</c> alone prints: enough to begin, on one screen.</summary>
internal static class Greeting
{
    private static readonly IReadOnlyList<string> MostUsed = ["run", "check", "trace", "generations", "help"];

    /// <summary>Three command lines to begin with.</summary>
    internal static IReadOnlyList<string> Examples { get; } =
    [
        "numaprobe run scenario.yaml",
        "numaprobe run scenario.yaml --generation v6.1 --seed 7",
        "numaprobe trace runs/storm-v6.12-1 --node 1",
    ];

    internal static string Text(RootCommand root)
    {
        var text = new StringBuilder();
        text.Append(root.Description).Append("\n\nThe most used verbs:\n");
        foreach (var name in MostUsed)
        {
            var verb = root.Subcommands.Single(c => string.Equals(c.Name, name, StringComparison.Ordinal));
            text.Append("  ").Append(name.PadRight(14)).Append(verb.Description).Append('\n');
        }

        text.Append("\nExamples:\n");
        foreach (var example in Examples)
        {
            text.Append("  ").Append(example).Append('\n');
        }

        return text.Append("\nAll verbs and options: numaprobe --help\n").ToString();
    }
}
