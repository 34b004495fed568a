using System.Buffers;
using System.IO.Pipelines;
using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Streaming;

/// <summary>Writes the trace up to a place, a chunk at a time, as fast as the client takes it.</summary>
internal static class TraceSoFar
{
    private const int Chunk = 1024;

    internal static async Task WriteAsync(ITraceLog log, long count, bool ended, LineWriter lines, PipeWriter output, CancellationToken cancellation)
    {
        var buffer = new TraceEvent[Chunk];
        for (long place = 0; place < count;)
        {
            var read = log.Read(place, buffer.AsSpan(0, (int)Math.Min(Chunk, count - place)));
            if (read == 0)
            {
                break;
            }

            foreach (ref readonly var traceEvent in buffer.AsSpan(0, read))
            {
                lines.Write(traceEvent);
            }

            place += read;
            output.Write(lines.Take().Span);
            await output.FlushAsync(cancellation);
        }

        if (ended)
        {
            lines.Finish();
        }

        output.Write(lines.Take().Span);
        await output.FlushAsync(cancellation);
    }
}
