using System.CommandLine;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tracing;
using NumaProbe.Runs;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Json;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>trace</c>: prints the trace of a run, from its folder or from a cluster; all of it or that of a node or a device.</summary>
internal static class TraceVerb
{
    internal static Verb Create(CliContext context)
    {
        var cluster = new ClusterOptions();
        var folder = new Argument<string?>("DIR") { Description = "Run folder; without it the run of a cluster", Arity = ArgumentArity.ZeroOrOne };
        var node = new Option<int?>("--node") { Description = "Only what happened on this NUMA node", HelpName = "N" };
        var device = new Option<string?>("--device") { Description = "Only what concerns this device", HelpName = "D" };
        var follow = new Option<bool>("--follow") { Description = "Without DIR: go on with what happens, until the run has ended" };
        var output = CommonOptions.Output("text", "jsonl");
        var verb = new Verb(
            "trace", "Print the trace of a run, node by node",
            "numaprobe trace runs/storm-v6.12-1 --node 1",
            "numaprobe trace runs/storm-v6.12-1 --device nvme0",
            "numaprobe trace runs/storm-v6.12-1 -o jsonl > trace.jsonl",
            "numaprobe trace --node 1 --follow")
        {
            folder, node, device, follow, output,
        };
        cluster.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var isJsonLines = string.Equals(parsed.GetValue(output), "jsonl", StringComparison.Ordinal);
            if (parsed.GetValue(folder) is { } directory)
            {
                RefuseFollow(parsed.GetValue(follow), directory);
                PrintFolder(context.Console, directory, parsed.GetValue(node), parsed.GetValue(device), isJsonLines);
                return ExitCode.Ok;
            }

            using var client = cluster.Connect(parsed, context.Console);
            var trace = new ClusterTrace(client, context.Console);
            Action<int?, string?, bool> print = parsed.GetValue(follow) ? trace.Follow : trace.Print;
            print(parsed.GetValue(node), parsed.GetValue(device), isJsonLines);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static void RefuseFollow(bool follows, string folder)
    {
        if (follows)
        {
            throw new CliFailure(ExitCode.Usage, $"the run in {PlainText.Of(folder)} has ended, so there is nothing to follow; leave DIR out to follow the run of a cluster");
        }
    }

    private static void PrintFolder(CliConsole console, string folder, int? node, string? device, bool jsonLines)
    {
        try
        {
            using var reader = RunFolderReader.Open(folder);
            Print(console, reader, Filter(reader.Names, node, device), jsonLines);
        }
        catch (Exception e) when (e is RunFolderException or TraceException)
        {
            throw new CliFailure(ExitCode.Usage, e.Message);
        }
    }

    private static void Print(CliConsole console, RunFolderReader reader, TraceFilter filter, bool jsonLines)
    {
        if (!jsonLines)
        {
            new TracePrinter(console.Out, reader, filter).Print(console.Interrupted);
            return;
        }

        console.Out.Flush();
        using var writer = new JsonLinesWriter(console.OutStream, reader.Info.Header, reader.Names, filter);
        foreach (var traceEvent in reader.Events())
        {
            console.Interrupted.ThrowIfCancellationRequested();
            writer.Write(traceEvent);
        }

        writer.Finish();
    }

    private static TraceFilter Filter(TraceNames names, int? node, string? device)
    {
        if (node is { } number && (number < 0 || number >= names.Nodes))
        {
            throw new CliFailure(ExitCode.Usage, FormattableString.Invariant(
                $"there is no node {number}; the machine of this run has {(names.Nodes == 1 ? "node 0 only" : $"nodes 0 to {names.Nodes - 1}")}"));
        }

        return new TraceFilter(node, device is null ? null : FindDevice(names, device));
    }

    private static int FindDevice(TraceNames names, string device)
    {
        var number = names.Devices.IndexOf(device, 0, StringComparer.Ordinal);
        number = number >= 0 ? number : names.KernelNames.IndexOf(device, 0, StringComparer.Ordinal);
        if (number >= 0)
        {
            return number;
        }

        const int Shown = 5;
        var some = names.Devices.Take(Shown).Select(PlainText.Of).ToList();
        var more = names.Devices.Length > Shown ? ", …" : "";
        var hint = Suggestion.For(device, names.Devices) is { } suggestion
            ? suggestion
            : $"devices: {string.Join(", ", some)}{more}";
        throw new CliFailure(ExitCode.Usage, $"there is no device '{PlainText.Of(device)}' in this run; {hint}");
    }
}
