using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Terminal;

/// <summary>
/// Writes a log event as one line, and an exception below it indented. What came from outside is in both, so nothing in them can be obeyed by a
/// terminal or be taken for a line of its own.
/// </summary>
internal sealed class PlainLogFormatter : ITextFormatter
{
    private static readonly MessageTemplateTextFormatter Head = new("[{Timestamp:HH:mm:ss} {Level:u3}] ", CultureInfo.InvariantCulture);
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        Head.Format(logEvent, output);
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        output.WriteLine(PlainText.Of(message.ToString()));
        foreach (var line in logEvent.Exception?.ToString().Split('\n') ?? [])
        {
            output.WriteLine("  " + PlainText.Of(line.TrimEnd('\r')));
        }
    }
}
