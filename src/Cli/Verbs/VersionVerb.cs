using System.Runtime.InteropServices;
using NumaProbe.Analysis.Reports;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Runs.Json;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>version</c>: the program and the versions of its formats.</summary>
internal static class VersionVerb
{
    internal static Verb Create(CliContext context)
    {
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb("version", "Print the version of the program and of its formats", "numaprobe version", "numaprobe version -o json")
        {
            output,
        };
        verb.SetAction(parsed =>
        {
            if (string.Equals(parsed.GetValue(output), "json", StringComparison.Ordinal))
            {
                PrintJson(context.Console);
            }
            else
            {
                context.Console.Out.WriteLine($"numaprobe {ToolVersion.Current}");
            }

            return ExitCode.Ok;
        });
        return verb;
    }

    private static void PrintJson(CliConsole console) => JsonOut.Print(console, json =>
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", SummaryJson.ApiVersion);
        json.WriteString("kind", "Version");
        json.WriteString("version", ToolVersion.Current);
        json.WriteString("traceSchema", JsonLinesWriter.Schema);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
        json.WriteEndObject();
    });
}
