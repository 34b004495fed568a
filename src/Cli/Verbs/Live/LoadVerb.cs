using System.CommandLine;
using System.Text.Json.Nodes;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>load driver</c>: registers a driver on the machine of a running cluster.</summary>
internal static class LoadVerb
{
    internal static Verb Create(CliContext context)
    {
        var verb = new Verb(
            "load", "Load a driver on the machine of a running cluster",
            "numaprobe load driver nvme",
            "numaprobe load driver fast --match nvme --async",
            "numaprobe load driver slow --match disk --sync --probe \"wait 100ms, ENODEV\"")
        {
            Driver(context),
        };
        return verb;
    }

    private static Verb Driver(CliContext context)
    {
        var cluster = new ClusterOptions();
        var name = new Argument<string>("NAME") { Description = "Name of the driver; one that the scenario defines needs no options" };
        var match = new Option<string[]>("--match") { Description = "Word of the devices it takes; may be repeated [default: the name]", HelpName = "M" };
        var sync = new Option<bool>("--sync") { Description = "PROBE_FORCE_SYNCHRONOUS" };
        var async = new Option<bool>("--async") { Description = "PROBE_PREFER_ASYNCHRONOUS" };
        var bus = new Option<string?>("--bus") { Description = "Bus [default: platform]", HelpName = "B" };
        var probe = LiveParts.Probe();
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "driver", "Load a driver (driver_register)",
            "numaprobe load driver nvme",
            "numaprobe load driver fast --match nvme --async",
            "numaprobe load driver slow --match disk --sync --probe \"wait 100ms, ENODEV\"")
        {
            name, match, sync, async, bus, probe, output,
        };
        cluster.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var (isSync, isAsync) = (parsed.GetValue(sync), parsed.GetValue(async));
            if (isSync && isAsync)
            {
                throw new CliFailure(ExitCode.Usage, "--sync and --async exclude each other; leave both out for the kernel's default");
            }

            LiveParts.CheckProbe(parsed.GetValue(probe));
            var definition = new JsonObject();
            if (parsed.GetValue(match) is { Length: > 0 } words)
            {
                definition["match"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]);
            }

            LiveParts.Set(definition, "probe_type", isSync ? "sync" : isAsync ? "async" : null);
            LiveParts.Set(definition, "bus", parsed.GetValue(bus));
            return Send(context, cluster, parsed, parsed.GetRequiredValue(name), definition, parsed.GetValue(probe), parsed.GetValue(output)!);
        });
        return verb;
    }

    private static int Send(
        CliContext context, ClusterOptions cluster, ParseResult parsed, string driver, JsonObject definition, string? probe, string output)
    {
        var body = new JsonObject { ["op"] = "driver_register", ["target"] = driver };
        LiveParts.Set(body, "probe", probe);
        using var client = cluster.Connect(parsed, context.Console);
        if (definition.Count > 0 || probe is not null || client.Find($"api/v1/drivers/{Uri.EscapeDataString(driver)}") is null)
        {
            body["driver"] = definition;
        }

        return EventSender.Send(client, context.Console, output, body, $"driver {driver}: loaded");
    }
}
