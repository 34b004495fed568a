using System.CommandLine;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Services;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Verbs;

/// <summary>
/// <c>guard</c>: runs one process of a cluster, and starts it again when it dies or when it lives and has no pulse: for containers and service
/// managers, which see only the first.
/// </summary>
internal static class GuardVerb
{
    internal static Verb Create(CliContext context)
    {
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "After --: coordinator or node, with its options",
            Arity = ArgumentArity.OneOrMore,
        };
        var verb = new Verb(
            "guard", "Run a coordinator or node, and start it again when it dies or hangs",
            "numaprobe guard -- node --nodes 0-3",
            "numaprobe guard -- coordinator --data /var/lib/numaprobe")
        {
            words,
        };
        verb.SetAction(parsed => Run(context, parsed.GetRequiredValue(words)));
        return verb;
    }

    private static int Run(CliContext context, string[] words)
    {
        if (words[0] is not ("coordinator" or "node"))
        {
            throw new CliFailure(ExitCode.Usage, $"guard runs a coordinator or a node, not '{words[0]}'; write for example numaprobe guard -- node --nodes 0-3");
        }

        using var stop = new ServiceStop(context.Console, endsWithInput: false);
        using var pulses = new PulseFolder();
        var child = new ChildSpec(words[0], [.. words, "--ends-with-input"], IsVital: true).WithPulseIn(pulses.Path);
        var code = Task.Run(() => new Supervisor(context.Console.Out, context.Log).RunAsync([child], stop.Token)).GetAwaiter().GetResult();
        return code ?? stop.ExitCode;
    }
}
