using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using NumaProbe.Api.Settings;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Services;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Cli.Verbs;

/// <summary><c>coordinator</c>: the process that leads a cluster, or stands by to.</summary>
internal static class CoordinatorVerb
{
    /// <summary>Where the journal is unless told otherwise.</summary>
    internal const string DefaultData = "numaprobe-data";

    internal static Verb Create(CliContext context)
    {
        var endpoint = new EndpointOptions(isCoordinator: true);
        var listen = new Option<string>("--listen") { Description = "Where the API listens", HelpName = "ADDRESS:PORT", DefaultValueFactory = _ => ApiOptions.DefaultListen };
        var token = new Option<string?>("--token-file") { Description = "File with the token that the API asks for; needed for an address that others reach", HelpName = "FILE" };
        var viewers = new Option<string?>("--viewer-token-file") { Description = "File with a token that may only read", HelpName = "FILE" };
        var data = new Option<string>("--data") { Description = "Folder of the journal and of finished runs", HelpName = "DIR", DefaultValueFactory = _ => DefaultData };
        var certificate = new Option<string?>("--tls-cert") { Description = "Certificate and chain (PEM) of the API", HelpName = "FILE" };
        var key = new Option<string?>("--tls-key") { Description = "Private key (PEM) of that certificate", HelpName = "FILE" };
        var health = new Option<string?>("--health-file") { Description = "Write a pulse to this file, for 'numaprobe health' and 'numaprobe guard'", HelpName = "FILE" };
        var first = new FirstRunOptions();
        var input = ServiceStop.EndsWithInput();
        var verb = new Verb(
            "coordinator", "Lead a cluster or stand by to, until stopped",
            "numaprobe coordinator",
            "numaprobe coordinator --scenario scenario.yaml --pace 1x --data /var/lib/numaprobe",
            "numaprobe coordinator --address left:4053 --seeds left:4053,right:4053 --cluster-cert left.pem --cluster-key left.key --cluster-ca ca.pem")
        {
            listen, token, viewers, data, first.Scenario, first.Generation, first.Seed, first.Pace, certificate, key, health, input,
        };
        endpoint.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var api = new ApiOptions
            {
                Listen = parsed.GetValue(listen)!,
                OperatorTokenFile = parsed.GetValue(token),
                ViewerTokenFile = parsed.GetValue(viewers),
                TlsCertificateFile = parsed.GetValue(certificate),
                TlsKeyFile = parsed.GetValue(key),
                ToolVersion = ToolVersion.Current,
            };
            var plan = new CoordinatorPlan(
                endpoint.Endpoint(parsed), parsed.GetValue(data)!, api, first.Request(parsed, context.Console), parsed.GetValue(health));
            endpoint.WarnOfRights(parsed, context.Log);
            using var stop = new ServiceStop(context.Console, parsed.GetValue(input));
            var log = context.Log.ForContext("Process", "coordinator");
            var why = Cancellable.Wait(() => new CoordinatorService(plan, context.Console.Out, log).RunAsync(stop.Token), stop.Token);
            return why is null ? stop.ExitCode : throw new CliFailure(ExitCode.RunFailed, $"the coordinator was told to end: {why}");
        });
        return verb;
    }

    /// <summary>The options of the run that a coordinator begins with.</summary>
    private sealed class FirstRunOptions
    {
        internal Option<string?> Scenario { get; } = new("--scenario") { Description = "Scenario file to begin with; the run takes events until it is finished", HelpName = "FILE" };

        internal Option<string?> Generation { get; } = new("--generation") { Description = "Kernel generation, for example v6.12", HelpName = "G" };

        internal Option<ulong?> Seed { get; } = new("--seed") { Description = "Seed of everything drawn", HelpName = "N" };

        internal Option<string?> Pace { get; } = new("--pace") { Description = "Pace of virtual time, for example 1x [default: as fast as it goes]", HelpName = "P" };

        internal StartRequest? Request(ParseResult parsed, Terminal.CliConsole console)
        {
            var (generation, seed, pace) = (parsed.GetValue(Generation), parsed.GetValue(Seed), PaceText.Parse(parsed.GetValue(Pace)));
            if (parsed.GetValue(Scenario) is not { } file)
            {
                return (generation, seed, pace) is (null, null, null)
                    ? null
                    : throw new CliFailure(ExitCode.Usage, "--generation, --seed and --pace go with --scenario");
            }

            var plan = RunPlan.Of(ScenarioInput.Read(file, console), generation, seed, console);
            var bytes = plan.Text.Bytes;
            var key = string.Create(CultureInfo.InvariantCulture, $"first-{Convert.ToHexStringLower(SHA256.HashData(bytes.Span))[..16]}-{plan.Header.Generation}-{plan.Header.Seed}");
            return new StartRequest(bytes, file, plan.Header.Generation, plan.Header.Seed, pace, StaysOpen: true, key);
        }
    }
}
