using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Scenarios;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>schema</c>: the JSON Schema of scenario files, for editors.</summary>
internal static class SchemaVerb
{
    internal static Verb Create(CliContext context)
    {
        var verb = new Verb(
            "schema", "Print the JSON Schema (draft-07) of scenario files, for editors",
            "numaprobe schema > scenario.schema.json",
            "echo '# yaml-language-server: $schema=scenario.schema.json' | cat - scenario.yaml");
        verb.SetAction(_ =>
        {
            context.Console.Out.Write(ScenarioSchema.Text());
            return ExitCode.Ok;
        });
        return verb;
    }
}
