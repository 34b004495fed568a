using System.CommandLine;
using System.Globalization;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>help</c>: the help of the program, of a verb, or of a topic that is no verb.</summary>
internal static class HelpVerb
{
    private const string ExitCodes = "exit-codes";

    internal static Verb Create(CliContext context, RootCommand root)
    {
        var topic = new Argument<string?>("TOPIC")
        {
            Description = $"A verb, or {ExitCodes}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb("help", "Explain the program, a verb or a topic", "numaprobe help", "numaprobe help run", "numaprobe help exit-codes")
        {
            topic,
        };
        verb.SetAction(parsed => Explain(parsed.GetValue(topic), context.Console, root));
        return verb;
    }

    private static int Explain(string? topic, CliConsole console, RootCommand root)
    {
        if (string.Equals(topic, ExitCodes, StringComparison.Ordinal))
        {
            PrintExitCodes(console);
            return ExitCode.Ok;
        }

        var names = root.Subcommands.Select(c => c.Name).ToList();
        if (topic is not null && !names.Contains(topic, StringComparer.Ordinal))
        {
            var hint = Suggestion.For(topic, names.Append(ExitCodes)) is { } suggestion ? $" ({suggestion})" : "";
            throw new CliFailure(ExitCode.Usage, $"there is no help on '{PlainText.Of(topic)}'{hint}; topics: {string.Join(", ", names)}, {ExitCodes}");
        }

        string[] words = topic is null ? ["--help"] : [topic, "--help"];
        return root.Parse(words).Invoke(new InvocationConfiguration { Output = console.Out, Error = console.Error });
    }

    private static void PrintExitCodes(CliConsole console)
    {
        foreach (var (code, name, meaning) in ExitCode.All)
        {
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code,4}  {name,-16}  {meaning}"));
        }
    }
}
