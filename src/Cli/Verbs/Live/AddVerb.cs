using System.CommandLine;
using System.Text.Json.Nodes;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>add device</c>: adds a device to the machine of a running cluster.</summary>
internal static class AddVerb
{
    internal static Verb Create(CliContext context)
    {
        var verb = new Verb(
            "add", "Add a device to the machine of a running cluster",
            "numaprobe add device nvme9 --match nvme --node 1",
            "numaprobe add device nvme9 --match nvme --probe \"wait 35ms, compute 1ms, touch 64MiB\"",
            "numaprobe add device disk4 --match disk --parent hub0")
        {
            Device(context),
        };
        return verb;
    }

    private static Verb Device(CliContext context)
    {
        var cluster = new ClusterOptions();
        var name = new Argument<string>("NAME") { Description = "Name of the device; one that the scenario defines needs no options" };
        var match = new Option<string?>("--match") { Description = "Word that drivers match [default: the name]", HelpName = "M" };
        var node = new Option<int?>("--node") { Description = "NUMA node; -1 for none", HelpName = "N" };
        var parent = new Option<string?>("--parent") { Description = "Parent device", HelpName = "P" };
        var bus = new Option<string?>("--bus") { Description = "Bus [default: platform]", HelpName = "B" };
        var probe = LiveParts.Probe();
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "device", "Add a device (device_add)",
            "numaprobe add device nvme9 --match nvme --node 1",
            "numaprobe add device nvme9 --match nvme --probe \"wait 35ms, compute 1ms, touch 64MiB\"",
            "numaprobe add device nvme0")
        {
            name, match, node, parent, bus, probe, output,
        };
        cluster.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var device = parsed.GetRequiredValue(name);
            LiveParts.CheckProbe(parsed.GetValue(probe));
            var definition = new JsonObject();
            LiveParts.Set(definition, "match", parsed.GetValue(match));
            LiveParts.Set(definition, "numa_node", parsed.GetValue(node));
            LiveParts.Set(definition, "parent", parsed.GetValue(parent));
            LiveParts.Set(definition, "bus", parsed.GetValue(bus));
            var body = new JsonObject { ["op"] = "device_add", ["target"] = device };
            LiveParts.Set(body, "probe", parsed.GetValue(probe));
            using var client = cluster.Connect(parsed, context.Console);
            if (definition.Count > 0 || body.ContainsKey("probe") || client.Find($"api/v1/devices/{Uri.EscapeDataString(device)}") is null)
            {
                body["device"] = definition;
            }

            return EventSender.Send(client, context.Console, parsed.GetValue(output)!, body, $"device {device}: added");
        });
        return verb;
    }
}
