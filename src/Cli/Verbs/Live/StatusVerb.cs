using System.Globalization;
using System.Text.Json;
using NumaProbe.Analysis;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>status</c>: how a cluster and its run are now.</summary>
internal static class StatusVerb
{
    internal static Verb Create(CliContext context)
    {
        var cluster = new ClusterOptions();
        var output = CommonOptions.Output("text", "json");
        var verb = new Verb(
            "status", "Show how a cluster and its run are",
            "numaprobe status",
            "numaprobe status --url http://127.0.0.1:8080",
            "numaprobe status -o json | jq .run.phase")
        {
            output,
        };
        cluster.AddTo(verb);
        verb.SetAction(parsed =>
        {
            using var client = cluster.Connect(parsed, context.Console);
            var status = client.Get("api/v1/status");
            DocumentOut.Print(context.Console, parsed.GetValue(output)!, status, () => string.Join('\n', Lines(status)));
            return ExitCode.Ok;
        });
        return verb;
    }

    private static IEnumerable<string> Lines(JsonElement status)
    {
        var ready = status.GetProperty("isReady").GetBoolean() ? "ready" : status.GetProperty("isLeader").GetBoolean() ? "not ready" : "standby";
        yield return Invariant($"cluster {Text(status, "cluster")}: {ready}, term {status.GetProperty("term").GetInt64()}");
        foreach (var host in status.GetProperty("hosts").EnumerateArray())
        {
            yield return Invariant(
                $"host {Text(host, "name")}: node {string.Join(", ", host.GetProperty("nodes").EnumerateArray())}, heard from {host.GetProperty("silentForMs").GetInt64()} ms ago");
        }

        foreach (var member in status.GetProperty("members").EnumerateArray().Where(member => !member.GetProperty("isReachable").GetBoolean()))
        {
            yield return $"{Text(member, "address")} cannot be reached ({Text(member, "status")})";
        }

        if (status.GetProperty("missingNodes") is var missing && missing.GetArrayLength() > 0)
        {
            var nodes = string.Join(",", missing.EnumerateArray());
            yield return $"no host has node {nodes.Replace(",", ", ", StringComparison.Ordinal)}; start one with 'numaprobe node --nodes {nodes}'";
        }

        if (status.GetProperty("run") is not { ValueKind: JsonValueKind.Object } run)
        {
            yield return "no run yet; begin one with 'numaprobe run FILE --cluster URL'";
            yield break;
        }

        yield return Invariant($"run {run.GetProperty("number").GetInt32()}: {Text(run, "name")}, kernel {Text(run, "generation")}, seed {run.GetProperty("seed").GetUInt64()}");
        var end = run.GetProperty("status") is { ValueKind: JsonValueKind.String } word ? ", " + word.GetString() : run.GetProperty("isIdle").GetBoolean() ? ", idle" : "";
        var injections = CountText.Of(run.GetProperty("injections").GetInt32(), "injection");
        yield return Invariant(
            $"  {Text(run, "phase")}{Rebuilt(run)}{end}; {DurationText.Of(run.GetProperty("virtualNs").GetInt64())} of virtual time, {run.GetProperty("events").GetInt64()} events, {injections}");
        if (run.GetProperty("message") is { ValueKind: JsonValueKind.String } message)
        {
            yield return "  " + PlainText.Of(message.GetString()!);
        }
    }

    private static string Rebuilt(JsonElement run) => run.TryGetProperty("rebuildsToNs", out var all) && all.ValueKind == JsonValueKind.Number
        ? $" what happened before this coordinator led, up to {DurationText.Of(all.GetInt64())}; events are taken meanwhile"
        : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) => PlainText.Of(element.GetProperty(name).GetString() ?? "");
}
