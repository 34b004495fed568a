using System.CommandLine;
using NumaProbe.Analysis;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Runs;
using NumaProbe.Runs.Folders;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>fsck</c>: says whether a run folder is, to the last bit that matters, what was written.</summary>
internal static class FsckVerb
{
    internal static Verb Create(CliContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "Run folder" };
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "fsck", "Check that a run folder is as it was written",
            "numaprobe fsck runs/storm-v6.12-1",
            "numaprobe fsck runs/storm-v6.12-1 -o json")
        {
            folder, output,
        };
        verb.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(folder);
            var isJson = string.Equals(parsed.GetValue(output), "json", StringComparison.Ordinal);
            try
            {
                return Tell(context.Console, name, RunFolderCheck.Of(name), isJson);
            }
            catch (RunFolderException e) when (e.InnerException is { } damage)
            {
                return Tell(context.Console, name, null, [damage.Message], isJson);
            }
            catch (RunFolderException e)
            {
                throw new CliFailure(ExitCode.Usage, e.Message);
            }
        });
        return verb;
    }

    private static int Tell(CliConsole console, string folder, RunFolderVerdict verdict, bool isJson) =>
        Tell(console, folder, verdict, verdict.Problems, isJson);

    private static int Tell(CliConsole console, string folder, RunFolderVerdict? verdict, IReadOnlyList<string> problems, bool isJson)
    {
        if (isJson)
        {
            PrintJson(console, folder, verdict, problems);
        }
        else
        {
            PrintText(console.Out, folder, verdict, problems);
        }

        return problems.Count == 0 ? ExitCode.Ok : ExitCode.VerdictFalse;
    }

    private static void PrintText(TextWriter output, string folder, RunFolderVerdict? verdict, IReadOnlyList<string> problems)
    {
        var name = PlainText.Of(folder);
        if (verdict is not null && problems.Count == 0)
        {
            var header = verdict.Info.Header;
            var counts = $"{CountText.Of(verdict.Events, "event")}, {CountText.Of(verdict.Spans, "span")}";
            output.WriteLine(FormattableString.Invariant(
                $"{name}: sound ({PlainText.Of(header.Name)}, {PlainText.Of(header.Generation)}, seed {header.Seed}; {counts})"));
            if (!verdict.IsSealed)
            {
                output.WriteLine($"{name}: an older numaprobe wrote it without seals, so a change that contradicts nothing else in it does not show; run it again to have them");
            }

            return;
        }

        foreach (var problem in problems)
        {
            output.WriteLine($"{name}: damaged: {PlainText.Of(problem)}");
        }

        output.WriteLine($"{name}: put back a copy, or run its scenario again");
    }

    private static void PrintJson(CliConsole console, string folder, RunFolderVerdict? verdict, IReadOnlyList<string> problems) => JsonOut.Print(console, json =>
    {
        json.WriteStartObject();
        json.WriteString("folder", folder);
        json.WriteBoolean("isSound", problems.Count == 0);
        if (verdict is not null)
        {
            json.WriteBoolean("isSealed", verdict.IsSealed);
            json.WriteString("runId", verdict.Info.Header.RunId);
            json.WriteNumber("events", verdict.Events);
            json.WriteNumber("spans", verdict.Spans);
        }

        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStringValue(problem);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
