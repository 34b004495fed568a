using System.Globalization;
using NumaProbe.Analysis;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Traces;
using NumaProbe.Shared.Traces.Folders;

namespace NumaProbe.Cli.Tracing;

/// <summary>
/// The trace for people: one line an event, node by node, and last what belongs to no node. Columns are for eyes and
/// may change; programs read the JSON lines.
/// </summary>
internal sealed class TraceText
{
    private const int TimeWidth = 14;
    private const int MaxNameWidth = 24;

    private readonly TextWriter _out;
    private readonly RunFolderReader _reader;
    private readonly TraceFilter _filter;
    private readonly EventText _text;
    private readonly int _deviceWidth;
    private readonly int _driverWidth;

    internal TraceText(TextWriter output, RunFolderReader reader, TraceFilter filter)
    {
        _out = output;
        _reader = reader;
        _filter = filter;
        _text = new EventText(reader.Names);
        _deviceWidth = Width(reader.Names.Devices, "device");
        _driverWidth = Width(reader.Names.Drivers, "driver");
    }

    /// <summary>Prints what the filter keeps.</summary>
    internal void Print(CancellationToken cancellation)
    {
        var header = _reader.Info.Header;
        _out.WriteLine(FormattableString.Invariant(
            $"{PlainText.Of(header.Name)}, kernel {PlainText.Of(header.Generation)}, seed {header.Seed}, id {PlainText.Of(header.RunId)}"));
        if (_filter.Node is { } only)
        {
            PrintNode(only, cancellation);
            return;
        }

        for (var node = 0; node < _reader.Names.Nodes; node++)
        {
            PrintNode(node, cancellation);
        }

        PrintNode(-1, cancellation);
    }

    private void PrintNode(int node, CancellationToken cancellation)
    {
        var empty = true;
        foreach (var traceEvent in _reader.Events(node))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_filter.Device is { } device && traceEvent.Device != device)
            {
                continue;
            }

            if (empty)
            {
                PrintHead(node);
                empty = false;
            }

            PrintEvent(traceEvent);
        }

        if (empty && _filter.Node is not null)
        {
            _out.WriteLine();
            _out.WriteLine("nothing happened there");
        }
    }

    private void PrintHead(int node)
    {
        _out.WriteLine();
        _out.WriteLine(node < 0 ? "no node" : string.Create(CultureInfo.InvariantCulture, $"node {node}"));
        PrintLine("time ms", "thread", "device", "driver", "what");
    }

    private void PrintEvent(in TraceEvent traceEvent) => PrintLine(
        DurationText.Milliseconds(traceEvent.TimeNs),
        ThreadId.Name(traceEvent.Thread),
        traceEvent.Device >= 0 ? PlainText.Of(_reader.Names.Device(traceEvent.Device)) : "-",
        traceEvent.Driver >= 0 ? PlainText.Of(_reader.Names.Driver(traceEvent.Driver)) : "-",
        PlainText.Of(_text.Describe(traceEvent)));

    private void PrintLine(string time, string thread, string device, string driver, string what)
    {
        const int ThreadWidth = 14;
        _out.Write(time.PadLeft(TimeWidth));
        _out.Write("  ");
        _out.Write(thread.PadRight(ThreadWidth));
        _out.Write("  ");
        _out.Write(device.PadRight(_deviceWidth));
        _out.Write("  ");
        _out.Write(driver.PadRight(_driverWidth));
        _out.Write("  ");
        _out.WriteLine(what);
    }

    private static int Width(IEnumerable<string> names, string head) =>
        Math.Clamp(names.Select(n => n.Length).DefaultIfEmpty(0).Max(), head.Length, MaxNameWidth);
}
