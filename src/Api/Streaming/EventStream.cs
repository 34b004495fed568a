using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using NumaProbe.Api.Records;
using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Streaming;

/// <summary>
/// Follows a trace for one client as server-sent events whose data are the lines of the trace. Holds at most one chunk for a client: a slow
/// one makes the server read the trace later, not buffer it. One that was up to date and falls too far behind is told what it misses.
/// </summary>
/// <remarks>The framework's own result for server-sent events cannot write comments, which keep idle connections alive.</remarks>
/// <param name="log">The trace.</param>
/// <param name="output">The client.</param>
/// <param name="lines">Makes the lines.</param>
/// <param name="limits">Bounds.</param>
/// <param name="clock">The clock of heartbeats.</param>
internal sealed class EventStream(ITraceLog log, PipeWriter output, LineWriter lines, ApiLimits limits, TimeProvider clock)
{
    private readonly TraceEvent[] _buffer = new TraceEvent[limits.StreamChunk];
    private long _place;

    /// <summary>Sends until the run has ended or the client goes away.</summary>
    /// <param name="from">Place of the first event wanted; those before were sent on an earlier connection.</param>
    /// <param name="maxLag">Events that a client may fall behind once it was up to date; 0: any number.</param>
    /// <param name="cancellation">Ends the stream.</param>
    internal async Task SendAsync(long from, long maxLag, CancellationToken cancellation)
    {
        if (from == 0)
        {
            Send(lines.Take(), "header", id: null);
        }

        Skip(from);
        await output.FlushAsync(cancellation);
        var isUpToDate = false;
        while (true)
        {
            var ended = log.End is not null;
            var behind = log.Count - _place;
            if (isUpToDate && maxLag > 0 && behind > maxLag)
            {
                SendGap(_place + behind);
            }

            var count = log.Read(_place, _buffer);
            if (count == 0 && ended)
            {
                await SendEndAsync(cancellation);
                return;
            }

            SendEvents(count);
            await output.FlushAsync(cancellation);
            isUpToDate |= count < _buffer.Length;
            if (count == 0)
            {
                await WaitAsync(cancellation);
            }
        }
    }

    private void Skip(long to)
    {
        while (_place < to)
        {
            var count = log.Read(_place, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, to - _place)));
            if (count == 0)
            {
                break;
            }

            lines.Use(log.Names);
            foreach (ref readonly var traceEvent in _buffer.AsSpan(0, count))
            {
                lines.Write(traceEvent);
            }

            lines.Take();
            _place += count;
        }

        lines.Take();
    }

    private void SendEvents(int count)
    {
        lines.Use(log.Names);
        foreach (ref readonly var traceEvent in _buffer.AsSpan(0, count))
        {
            lines.Write(traceEvent);
            Send(lines.Take(), "trace", _place);
            _place++;
        }
    }

    private void SendGap(long to)
    {
        var gap = JsonSerializer.SerializeToUtf8Bytes(new { from = _place, to = to - 1 }, ApiJson.Options);
        Skip(to);
        Send(gap, "gap", _place - 1);
    }

    private async Task SendEndAsync(CancellationToken cancellation)
    {
        lines.Finish();
        Send(lines.Take(), "trace", id: null);
        var end = log.End!;
        var document = new RunFinishedDocument(log.RunNumber, ApiJson.Word(end.Status), end.EndNs, end.Events, end.Message);
        Send(JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Options), "end", _place);
        await output.FlushAsync(cancellation);
    }

    // the last line of an event carries its place: a client that lost the connection in between gets the event again, not half of it
    private void Send(ReadOnlyMemory<byte> text, string name, long? id)
    {
        var rest = text.Span.TrimEnd((byte)'\n');
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            Append("event: ");
            Append(name);
            if (id is { } place && rest.IsEmpty)
            {
                Append(string.Create(CultureInfo.InvariantCulture, $"\nid: {log.RunNumber}.{place}"));
            }

            Append("\ndata: ");
            output.Write(line);
            Append("\n\n");
        }
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, output);

    private async Task WaitAsync(CancellationToken cancellation)
    {
        var more = log.WaitForMoreAsync(_place, cancellation);
        while (true)
        {
            try
            {
                await more.WaitAsync(limits.Heartbeat, clock, cancellation);
                return;
            }
            catch (TimeoutException)
            {
                Append(": still here\n\n");
                await output.FlushAsync(cancellation);
            }
        }
    }
}
