using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Live;

/// <summary>
/// Prints the trace of a cluster's run: what is there, or also what comes. The lines are made by the cluster, so they are those that a run
/// folder gives. A connection that breaks is taken up again where it broke.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="console">Where to print.</param>
internal sealed class ClusterTrace(ClusterClient client, CliConsole console)
{
    /// <summary>Times that a broken stream is taken up again without an event in between.</summary>
    internal const int Reconnects = 5;

    /// <summary>Prints what is there.</summary>
    internal void Print(int? node, string? device, bool jsonLines)
    {
        using var response = client.Open("api/v1/runs/current/trace" + Query(node, device, jsonLines));
        console.Out.Flush();
        client.Read(async cancellation =>
        {
            await (await response.Content.ReadAsStreamAsync(cancellation)).CopyToAsync(console.OutStream, cancellation);
            return true;
        });
    }

    /// <summary>Prints what is there and what comes, until the run has ended.</summary>
    internal void Follow(int? node, string? device, bool jsonLines)
    {
        string? last = null;
        for (var broken = 0; ;)
        {
            using var response = client.Open($"api/v1/runs/current/events{Query(node, device, jsonLines)}&maxLag=0", last);
            if (response.StatusCode == HttpStatusCode.NoContent)
            {
                return;
            }

            var (place, ended) = Copy(response, last);
            if (ended)
            {
                return;
            }

            broken = string.Equals(place, last, StringComparison.Ordinal) ? broken + 1 : 0;
            last = place;
            if (broken >= Reconnects)
            {
                throw new CliFailure(ExitCode.Unreachable, $"the connection to {client.Url} broke {Reconnects} times without a word; 'numaprobe status' tells how the cluster is");
            }

            client.Pause(broken);
        }
    }

    private (string? Last, bool Ended) Copy(HttpResponseMessage response, string? last)
    {
        try
        {
            return client.Read(cancellation => CopyAsync(response, last, place => last = place, cancellation));
        }
        catch (CliFailure failure) when (failure.ExitCode == ExitCode.Unreachable)
        {
            return (last, false);
        }
    }

    private async Task<(string? Last, bool Ended)> CopyAsync(HttpResponseMessage response, string? last, Action<string> passed, CancellationToken cancellation)
    {
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(cancellation));
        await foreach (var item in parser.EnumerateAsync(cancellation))
        {
            if (item.EventType is "end")
            {
                console.Out.Flush();
                return (last, true);
            }

            if (item.EventType is not "gap")
            {
                console.Out.WriteLine(item.Data);
                console.Out.Flush();
            }

            if (item.EventId is { Length: > 0 } id)
            {
                last = id;
                passed(id);
            }
        }

        return (last, false);
    }

    private static string Query(int? node, string? device, bool jsonLines)
    {
        var query = new StringBuilder("?format=").Append(jsonLines ? "jsonl" : "text");
        if (node is { } number)
        {
            query.Append(CultureInfo.InvariantCulture, $"&node={number}");
        }

        if (device is not null)
        {
            query.Append("&device=").Append(Uri.EscapeDataString(device));
        }

        return query.ToString();
    }
}
