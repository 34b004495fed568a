using System.CommandLine;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>export scenario</c>: what has happened in a cluster, as a scenario file.</summary>
internal static class ExportVerb
{
    internal static Verb Create(CliContext context) => new(
        "export", "Write what has happened in a cluster to a file", "numaprobe export scenario -o session.yaml", "numaprobe export scenario | numaprobe run -")
    {
        Scenario(context),
    };

    private static Verb Scenario(CliContext context)
    {
        var cluster = new ClusterOptions();
        var file = new Option<string?>("--output", "-o") { Description = "File to write [default: standard output]", HelpName = "FILE" };
        var verb = new Verb(
            "scenario", "Write the run so far, injections included, as a scenario file; running it gives the identical trace",
            "numaprobe export scenario -o session.yaml",
            "numaprobe export scenario | numaprobe run -")
        {
            file,
        };
        cluster.AddTo(verb);
        verb.SetAction(parsed =>
        {
            using var client = cluster.Connect(parsed, context.Console);
            using var response = client.Open("api/v1/runs/current/scenario");
            var text = client.Read(cancellation => response.Content.ReadAsByteArrayAsync(cancellation));
            Write(context.Console, parsed.GetValue(file), text);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static void Write(CliConsole console, string? file, byte[] text)
    {
        if (file is null or "-")
        {
            console.Out.Flush();
            console.OutStream.Write(text);
            return;
        }

        try
        {
            File.WriteAllBytes(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliFailure(ExitCode.RunFailed, $"{file} cannot be written: {e.Message}");
        }
    }
}
