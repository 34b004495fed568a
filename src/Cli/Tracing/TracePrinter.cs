using System.Globalization;
using NumaProbe.Analysis.Text;
using NumaProbe.Runs.Folders;
using NumaProbe.Shared;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Cli.Tracing;

/// <summary>
/// The trace for people: one line an event, node by node, and last what belongs to no node. Columns are for eyes and
/// may change; programs read the JSON lines.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="reader">The run.</param>
/// <param name="filter">What to print.</param>
internal sealed class TracePrinter(TextWriter output, RunFolderReader reader, TraceFilter filter)
{
    private readonly TraceLineText _lines = new(reader.Names);

    /// <summary>Prints what the filter keeps.</summary>
    internal void Print(CancellationToken cancellation)
    {
        var header = reader.Info.Header;
        output.WriteLine(FormattableString.Invariant(
            $"{PlainText.Of(header.Name)}, kernel {PlainText.Of(header.Generation)}, seed {header.Seed}, id {PlainText.Of(header.RunId)}"));
        if (filter.Node is { } only)
        {
            PrintNode(only, cancellation);
            return;
        }

        for (var node = 0; node < reader.Names.Nodes; node++)
        {
            PrintNode(node, cancellation);
        }

        PrintNode(-1, cancellation);
    }

    private void PrintNode(int node, CancellationToken cancellation)
    {
        var empty = true;
        foreach (var traceEvent in reader.Events(node))
        {
            cancellation.ThrowIfCancellationRequested();
            if (filter.Device is { } device && traceEvent.Device != device)
            {
                continue;
            }

            if (empty)
            {
                PrintHead(node);
                empty = false;
            }

            output.WriteLine(_lines.Of(traceEvent));
        }

        if (empty && filter.Node is not null)
        {
            output.WriteLine();
            output.WriteLine("nothing happened there");
        }
    }

    private void PrintHead(int node)
    {
        output.WriteLine();
        output.WriteLine(node < 0 ? "no node" : string.Create(CultureInfo.InvariantCulture, $"node {node}"));
        output.WriteLine(_lines.Head);
    }
}
