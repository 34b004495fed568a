using NumaProbe.Shared;
using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Text;

/// <summary>A trace event as one line for people: time, thread, device, driver and what. Columns are for eyes and may change.</summary>
public sealed class TraceLineText
{
    private const int TimeWidth = 14;
    private const int ThreadWidth = 14;
    private const int MaxNameWidth = 24;

    private readonly TraceNames _names;
    private readonly EventText _text;
    private readonly int _deviceWidth;
    private readonly int _driverWidth;

    /// <summary>Makes the columns as wide as the names.</summary>
    /// <param name="names">The names behind the numbers.</param>
    public TraceLineText(TraceNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = names;
        _text = new EventText(names);
        _deviceWidth = Width(names.Devices, "device");
        _driverWidth = Width(names.Drivers, "driver");
    }

    /// <summary>The line above the events.</summary>
    public string Head => Line("time ms", "thread", "device", "driver", "what");

    /// <summary>The line of an event, safe to print.</summary>
    /// <param name="traceEvent">The event.</param>
    public string Of(in TraceEvent traceEvent) => Line(
        DurationText.Milliseconds(traceEvent.TimeNs),
        ThreadId.Name(traceEvent.Thread),
        traceEvent.Device >= 0 ? PlainText.Of(_names.Device(traceEvent.Device)) : "-",
        traceEvent.Driver >= 0 ? PlainText.Of(_names.Driver(traceEvent.Driver)) : "-",
        PlainText.Of(_text.Describe(traceEvent)));

    private string Line(string time, string thread, string device, string driver, string what) => string.Concat(
        [time.PadLeft(TimeWidth), "  ", thread.PadRight(ThreadWidth), "  ", device.PadRight(_deviceWidth), "  ", driver.PadRight(_driverWidth), "  ", what]);

    private static int Width(IEnumerable<string> names, string head) =>
        Math.Clamp(names.Select(n => n.Length).DefaultIfEmpty(0).Max(), head.Length, MaxNameWidth);
}
