using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumaProbe.Analysis;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Live;

/// <summary>Sends one event to the cluster and prints its receipt.</summary>
internal static class EventSender
{
    /// <summary>Sends the event.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="console">Where to print.</param>
    /// <param name="output">Format of the result.</param>
    /// <param name="body">The event in short.</param>
    /// <param name="what">What happens, for people: <c>device d9: added</c>.</param>
    internal static int Send(ClusterClient client, CliConsole console, string output, JsonObject body, string what)
    {
        var receipt = client.Post("api/v1/events", JsonSerializer.SerializeToUtf8Bytes(body));
        DocumentOut.Print(console, output, receipt, () => string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(what)} at {DurationText.Of(receipt.GetProperty("atNs").GetInt64())} of virtual time (injection {receipt.GetProperty("number").GetInt32()})"));
        return ExitCode.Ok;
    }
}
