using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Terminal;

/// <summary>
/// Writes a log event as a line, with what follows it (further lines of the message, an exception) indented below. What came from outside is in all of
/// them, so nothing in them can be obeyed by a terminal or be taken for an event of its own.
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
        var lines = Lines(message.ToString());
        output.WriteLine(lines[0]);
        foreach (var line in lines[1..].Concat(logEvent.Exception is { } exception ? Lines(exception.ToString()) : []))
        {
            output.WriteLine("  " + line);
        }
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => PlainText.Of(line.TrimEnd('\r')))];
}
