using System.CommandLine;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Services;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Hosting;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>health</c>: asks whether a process of a cluster is well, for those who restart processes.</summary>
internal static class HealthVerb
{
    internal static Verb Create(CliContext context)
    {
        var url = new Option<string?>("--url") { Description = "Ask a coordinator at this address [default: http://127.0.0.1:8080]", HelpName = "U" };
        var authorities = new Option<string?>("--ca-file") { Description = "File with the certificates (PEM) that the coordinator's must come from", HelpName = "FILE" };
        var file = new Option<string?>("--file") { Description = "Read the pulse that a node writes to this file", HelpName = "F" };
        var verb = new Verb(
            "health", "Say whether a process of a cluster is well: exit code 0 or 4",
            "numaprobe health --url http://127.0.0.1:8080",
            "numaprobe health --file /run/numaprobe/health")
        {
            url, authorities, file,
        };
        verb.SetAction(parsed =>
        {
            var (isWell, detail) = (parsed.GetValue(url), parsed.GetValue(file)) switch
            {
                (not null, not null) => throw new CliFailure(ExitCode.Usage, "--url or --file, not both"),
                (_, { } path) => HealthFile.Read(path, DateTimeOffset.UtcNow),
                (var address, _) => HealthCheck.Ask(address ?? HealthCheck.DefaultUrl, parsed.GetValue(authorities), context.Console.Interrupted),
            };
            if (!isWell)
            {
                throw new CliFailure(ExitCode.Unreachable, detail);
            }

            context.Console.Out.WriteLine(detail);
            return ExitCode.Ok;
        });
        return verb;
    }
}
