using System.CommandLine;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Verify;

namespace NumaProbe.Cli.Verbs;

/// <summary>
/// <c>verify</c>: runs the scenarios of recordings of the real kernel and says where the runs differ from what the kernel did,
/// and which rule decides. Only reads options; <see cref="VerifyRun"/> does the work.
/// </summary>
internal static class VerifyVerb
{
    internal static Verb Create(CliContext context)
    {
        var paths = new Argument<string[]>("RECORDING")
        {
            Description = "Recordings of the real kernel (JSON), or folders of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var generation = new Option<string?>("--generation") { Description = "Kernel generation [default: the recording's own]", HelpName = "G" };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of everything drawn", HelpName = "N" };
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "verify", "Compare runs with recordings of the real kernel; 0: all agree",
            "numaprobe verify recording.json",
            "numaprobe verify recordings/6.12 --seed 7",
            "numaprobe verify recordings -o json | jq .total")
        {
            paths, generation, seed, output,
        };
        verb.SetAction(parsed =>
        {
            var chosen = parsed.GetValue(generation) is { } name ? RunPlan.FindGeneration(name, ExitCode.Usage) : null;
            IVerifyOutput result = string.Equals(parsed.GetValue(output), "json", StringComparison.Ordinal)
                ? new VerifyJson(context.Console.Out)
                : new VerifyText(context.Console.Out);
            return new VerifyRun(context.Runner, result, context.Console.Error)
                .Verify(parsed.GetRequiredValue(paths), chosen, parsed.GetValue(seed), context.Console.Interrupted);
        });
        return verb;
    }
}
