using System.CommandLine;
using NumaProbe.Analysis;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>check</c>: prints every problem of scenario files without running them.</summary>
internal static class CheckVerb
{
    internal static Verb Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Scenario files; - reads standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var verb = new Verb(
            "check", "Check scenario files and print every problem",
            "numaprobe check scenario.yaml",
            "numaprobe check scenarios/*.yaml",
            "cat scenario.yaml | numaprobe check -")
        {
            files,
        };
        verb.SetAction(parsed =>
        {
            var invalid = 0;
            foreach (var file in parsed.GetRequiredValue(files))
            {
                var input = ScenarioInput.Read(file, context.Console);
                context.Console.Out.Write(Describe(input));
                invalid += input.Result.Scenario is null ? 1 : 0;
            }

            return invalid == 0 ? ExitCode.Ok : ExitCode.InvalidScenario;
        });
        return verb;
    }

    private static string Describe(ScenarioInput input) => input.Result.Scenario is { } scenario
        ? $"{PlainText.Of(input.FileName)}: ok ({CountText.Of(scenario.Topology.Nodes.Length, "node")}, "
            + $"{CountText.Of(scenario.Devices.Length, "device")}, {CountText.Of(scenario.Drivers.Length, "driver")}, "
            + $"{CountText.Of(scenario.Events.Length, "event")})\n"
        : input.Result.Describe();
}
